/** Every error a user can meet: a stable `code`, a message that says what to do, structured details. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

export class BatchEngineError extends Error {
  readonly code: string;
  readonly details: ErrorDetails;
  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = new.target.name;
    this.code = code;
    this.details = details;
  }
}

/** A setting, environment variable or option is wrong. The text starts `Configuration validation failed`. */
export class ConfigurationError extends BatchEngineError {
  constructor(message: string, details: ErrorDetails = {}) {
    super('configuration_invalid', `Configuration validation failed: ${message}`, details);
  }
}
/** The file cannot be read as the user's table. */
export class FileProcessingError extends BatchEngineError {}
/** The path or request is refused for safety. */
export class SecurityError extends BatchEngineError {}
/** The thing asked for does not exist, or the actor may not know that it does. */
export class NotFoundError extends BatchEngineError {}
/** The thing exists, but its state does not allow this change. */
export class ConflictError extends BatchEngineError {}
/** The input is wrong; `details.errors` lists each fault with its place. */
export class ValidationError extends BatchEngineError {}
/** The actor is known but may not do this. */
export class ForbiddenError extends BatchEngineError {}
