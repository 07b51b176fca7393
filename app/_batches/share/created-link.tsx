import { Button } from '@/app/_components/ui/button';
import { CopyButton } from '@/app/_components/ui/copy-button';
import { Input } from '@/app/_components/ui/input';

/** The link, shown this once: only its hash is kept. */
export function CreatedLink({ url, onAnother }: { url: string; onAnother: () => void }) {
  return (
    <div className="grid gap-2">
      <p className="font-medium">Copy the link now. It cannot be shown again.</p>
      <div className="flex gap-2">
        <Input
          readOnly
          value={url}
          aria-label="Link"
          onFocus={(event) => event.target.select()}
          className="font-mono text-xs"
        />
        <CopyButton text={url} what="link" hasLabel variant="primary" />
      </div>
      <div>
        <Button variant="link" size="text" onClick={onAnother}>
          Create another link
        </Button>
      </div>
    </div>
  );
}
