import { viewerAnswer } from '@/app/_trace/viewer-answer';

interface Segment {
  readonly params: Promise<{ path: string[] }>;
}

/** Playwright's trace viewer, the same for everybody; the traces it shows are asked of the API, which checks who asks. */
export async function GET(_request: Request, { params }: Segment): Promise<Response> {
  return viewerAnswer((await params).path.join('/'));
}
