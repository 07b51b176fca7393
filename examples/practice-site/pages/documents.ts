import { type Html, html } from '../html/html';
import type { Exchange } from '../http/exchange';
import { readMultipart } from '../http/read-form';
import { download, notFound, page, type Reply } from '../http/reply';
import { get, post, type Route } from '../http/route';
import type { Site } from '../site';
import type { StoredDocument } from '../state/document-shelf';

export function documentRoutes(site: Site): Route[] {
  return [
    get('/documents', () => page('Documents', documentsPage(site, null))),
    post('/documents', (exchange) => acceptUpload(site, exchange)),
    get('/documents/:id', ({ params }) => sendDocument(site, params.id ?? '')),
  ];
}

async function acceptUpload(site: Site, { request }: Exchange): Promise<Reply> {
  const file = (await readMultipart(request)).get('document');
  if (!(file instanceof File) || file.name === '') {
    const problem = html`<p role="alert" class="bad" data-testid="upload-error">Choose a file first.</p>`;
    return page('Documents', html`${problem}${documentsPage(site, null)}`, 422);
  }
  const contentType = file.type || 'application/octet-stream';
  const document = site.documents.add(file.name, contentType, new Uint8Array(await file.arrayBuffer()));
  return page('Documents', documentsPage(site, document), 201);
}

function sendDocument(site: Site, id: string): Reply {
  const document = site.documents.find(id);
  if (!document) return notFound('No such document.');
  // Names come from uploads: what a header cannot carry is replaced, the page shows the real name.
  return download(document.name.replace(/[^\w. -]/g, '_'), document.contentType, document.body);
}

function documentsPage(site: Site, uploaded: StoredDocument | null): Html {
  const receipt =
    uploaded &&
    html`<section data-testid="receipt" aria-label="Receipt"><p role="status">Received <strong data-testid="uploaded-name">${uploaded.name}</strong>,
<span data-testid="uploaded-bytes">${uploaded.body.length}</span> bytes</p><p class="soft">SHA-256 <code data-testid="uploaded-sha256">${uploaded.sha256}</code></p></section>`;
  return html`${receipt}<form method="post" action="/documents" enctype="multipart/form-data" aria-label="Upload">
<label for="document">Document</label><input id="document" name="document" type="file"><button>Upload document</button></form>
<table><thead><tr><th scope="col">Name</th><th scope="col" class="number">Bytes</th></tr></thead><tbody>${site.documents.list().map(documentRow)}</tbody></table>`;
}

function documentRow({ id, name, body }: StoredDocument): Html {
  return html`<tr data-testid="document"><td><a href="/documents/${id}">${name}</a></td><td class="number">${body.length}</td></tr>`;
}
