import manifest from '@/package.json';

const LINKS = [
  { label: 'API description (OpenAPI 3.1)', href: '/api/v1/openapi.json' },
  { label: 'Readiness', href: '/api/health/ready' },
];

export function Facts({ publicUrl }: { publicUrl: string }) {
  return (
    <dl className="grid max-w-2xl grid-cols-[8rem_1fr] gap-y-2">
      <dt className="text-muted">Version</dt>
      <dd>Furrow {manifest.version}</dd>
      <dt className="text-muted">Address</dt>
      <dd className="break-all font-mono text-xs leading-5">{publicUrl}</dd>
      <dt className="text-muted">For programs</dt>
      <dd className="flex flex-col gap-1">
        {LINKS.map((link) => (
          <a key={link.href} href={link.href} className="w-fit underline decoration-edge underline-offset-3">
            {link.label}
          </a>
        ))}
      </dd>
    </dl>
  );
}
