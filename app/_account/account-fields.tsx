import type { UseFormRegisterReturn } from 'react-hook-form';
import { MIN_PASSWORD_LENGTH } from '@/lib/domain/account';
import { FormField } from '../_components/ui/form-field';
import { Input } from '../_components/ui/input';

interface AccountFieldProps {
  /** What `register` gives for it. */
  readonly field: UseFormRegisterReturn;
  readonly error: string | undefined;
}

/** The address one signs in with. */
export function EmailField({ field, error, isFixed = false }: AccountFieldProps & { isFixed?: boolean }) {
  return (
    <FormField label="E-mail address" error={error}>
      {(control) => (
        <Input
          type="email"
          autoComplete="username"
          inputMode="email"
          readOnly={isFixed}
          {...control}
          {...field}
        />
      )}
    </FormField>
  );
}

/** A password that is being chosen. */
export function NewPasswordField({ field, error, label }: AccountFieldProps & { label: string }) {
  return (
    <FormField label={label} hint={`At least ${MIN_PASSWORD_LENGTH} characters`} error={error}>
      {(control) => <Input type="password" autoComplete="new-password" {...control} {...field} />}
    </FormField>
  );
}
