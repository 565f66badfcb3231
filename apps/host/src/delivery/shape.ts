import { contentHash } from '../store/index.ts'

/** What a sink's items look like: another shape makes every item new. */
export function shapeOf(schema: {
  readonly '~standard': {
    readonly jsonSchema: { input(options: { readonly target: 'draft-2020-12' }): object }
  }
}): string {
  return contentHash(
    JSON.stringify(schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' })),
  )
}
