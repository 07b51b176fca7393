import { jsonAnswer } from '@/app/_http/answers';
import { openApiDocument } from '@/app/_http/openapi';
import { routeTable } from '../route-table';

export const dynamic = 'force-static';

/** The description of this API, the same for everybody. */
export function GET(): Response {
  return jsonAnswer(openApiDocument(routeTable));
}
