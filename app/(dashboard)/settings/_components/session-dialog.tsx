'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiError, api, errorText } from '@/app/_components/api-client';
import { sentence } from '@/app/_components/sentence';
import { Button } from '@/app/_components/ui/button';
import { Dialog, DialogActions } from '@/app/_components/ui/dialog';
import { Form } from '@/app/_components/ui/form';
import { FormField } from '@/app/_components/ui/form-field';
import { Input } from '@/app/_components/ui/input';
import { Select } from '@/app/_components/ui/select';
import { notifyDone } from '@/app/_components/ui/toast';
import { sessionNameSchema } from '@/lib/domain/session';
import type { SessionJson } from '@/lib/domain/wire/session';

/** An automation that may sign in, with what it asks for. */
export interface LoginChoice {
  readonly name: string;
  readonly title: string;
  readonly inputs: readonly {
    readonly input: string;
    readonly title: string;
    readonly isSecret: boolean;
    readonly isRequired: boolean;
  }[];
}

/** What the dialog is open for: a new session, or other texts for one that is there. */
export type SessionChange = 'new' | SessionJson;

interface SessionDialogProps {
  /** Null: closed. */
  readonly change: SessionChange | null;
  readonly automations: readonly LoginChoice[];
  readonly takenNames: readonly string[];
  readonly onClose: () => void;
}

export function SessionDialog({ change, onClose, ...rest }: SessionDialogProps) {
  const title = change === 'new' ? 'New session' : `Change ${change?.name ?? ''}`;
  return (
    <Dialog isOpen={change !== null} onOpenChange={(isOpen) => !isOpen && onClose()} title={title}>
      {change === null ? null : <SessionForm change={change} onClose={onClose} {...rest} />}
    </Dialog>
  );
}

type Errors = Readonly<Record<string, string>>;

function SessionForm(props: SessionDialogProps & { change: SessionChange }) {
  const { change, automations, takenNames, onClose } = props;
  const router = useRouter();
  const before = change === 'new' ? null : change;
  const [name, setName] = useState(before?.name ?? '');
  const [automation, setAutomation] = useState(before?.automation);
  const [inputs, setInputs] = useState<Readonly<Record<string, string>>>(before?.inputs ?? {});
  const [description, setDescription] = useState(before?.description ?? '');
  const [errors, setErrors] = useState<Errors>({});
  const [isBusy, setIsBusy] = useState(false);
  const asked = automations.find((choice) => choice.name === automation)?.inputs ?? [];

  const save = async () => {
    const wrong = checkForm(name, automation, before ? [] : takenNames);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    setIsBusy(true);
    try {
      const given = asked.flatMap(({ input }) => (inputs[input] ? [[input, inputs[input]] as const] : []));
      await api.put(`/sessions/${name}`, {
        body: { automation, inputs: Object.fromEntries(given), description },
      });
      notifyDone(before ? `${name} changed` : `${name} stored`);
      onClose();
      router.refresh();
    } catch (error) {
      setErrors(refusals(error));
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <Form onSubmit={save} problem={errors.root}>
      {before ? null : (
        <FormField label="Name" hint="As automations name it, e.g. shop-main" error={errors.name}>
          {(control) => (
            <Input
              className="font-mono"
              spellCheck={false}
              {...control}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </FormField>
      )}
      <FormField label="Signs in with" error={errors.automation}>
        {(control) => (
          <Select
            {...control}
            options={automations.map((choice) => ({
              value: choice.name,
              label: choice.title,
              description: choice.name,
            }))}
            value={automation}
            onValueChange={setAutomation}
            placeholder="Choose an automation"
          />
        )}
      </FormField>
      {asked.map(({ input, title, isSecret, isRequired }) => (
        <FormField
          key={input}
          label={title}
          isOptional={!isRequired}
          hint={isSecret ? 'The name of a secret: {{ secret.shop_password }}' : undefined}
          error={errors[`inputs.${input}`]}
        >
          {(control) => (
            <Input
              className="font-mono"
              spellCheck={false}
              {...control}
              value={inputs[input] ?? ''}
              onChange={(event) => setInputs({ ...inputs, [input]: event.target.value })}
            />
          )}
        </FormField>
      ))}
      <FormField label="What it is for" isOptional error={errors.description}>
        {(control) => (
          <Input {...control} value={description} onChange={(event) => setDescription(event.target.value)} />
        )}
      </FormField>
      <DialogActions>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          {before ? 'Save' : 'Store session'}
        </Button>
      </DialogActions>
    </Form>
  );
}

function checkForm(name: string, automation: string | undefined, taken: readonly string[]): Errors {
  const parsed = sessionNameSchema.safeParse(name);
  const nameError = parsed.success
    ? taken.includes(name) && 'Is there already: change it in the list'
    : `Name ${parsed.error.issues[0]?.message ?? 'is wrong'}`;
  return {
    ...(nameError && { name: nameError }),
    ...(automation === undefined && { automation: 'Choose the automation that signs in' }),
  };
}

/** What the server refuses, at its field where there is one. */
function refusals(error: unknown): Errors {
  const problems = error instanceof ApiError ? error.errors : [];
  const known = problems.flatMap(({ path, message }) =>
    path === undefined ? [] : [[path, sentence(message)] as const],
  );
  return known.length > 0 ? Object.fromEntries(known) : { root: errorText(error) };
}
