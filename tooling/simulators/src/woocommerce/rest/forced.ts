import type { RestRequest } from './route.ts'

/** Whether a deletion is meant for good. */
export function isForced({ query, body }: Pick<RestRequest, 'query' | 'body'>): boolean {
  return ['true', '1'].includes(query.get('force') ?? '') || body['force'] === true
}
