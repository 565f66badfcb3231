import type { OperationRoute, Operations } from '@cartograph/host/operations'
import type { Asked } from './request-of.ts'

export type Route = OperationRoute

export type AnswerOf<Name extends Route> = Operations[Name]['answer']

/** What has to be said to ask a route: what stands in its path, its query and its body, where it has them. */
export type AskedOf<Name extends Route> = Params<Operations[Name]['params']> &
  Part<'query', Operations[Name]['query']> &
  Part<'body', Operations[Name]['body']> &
  Pick<Asked, 'version'>

type Params<Names> = [keyof Names] extends [never] ? object : { readonly params: Names }

type Part<Name extends string, Value> = [Value] extends [undefined]
  ? object
  : object extends Value
    ? { readonly [Each in Name]?: Value }
    : { readonly [Each in Name]: Value }
