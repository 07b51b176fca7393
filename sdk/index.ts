// biome-ignore-all lint/performance/noBarrelFile: the one public face of the library.
export {
  BatchEngineError,
  ConfigurationError,
  ConflictError,
  FileProcessingError,
  NotFoundError,
  SecurityError,
  ValidationError,
} from '../lib/domain/errors';
export { type ParseCsvOptions, type ParsedCsv, parseCsv } from './parse-csv';
