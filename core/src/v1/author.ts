import type { Connector } from './connector.ts'
import type { Action, Lookup, ServedSink, Sink } from './sink.ts'
import type { Change, Feed, Listing, Stream } from './stream.ts'
import type { Json, Schema } from './words.ts'

/**
 * Ties rows, positions, items and inputs to their schemas, so that nothing is annotated twice: only the schemas infer.
 *
 * The builders need no `this`: take out of the kit what you use.
 */
export interface AuthorKit<Config> {
  readonly stream: <Row extends object, Params extends Json = null, Position extends Json = null>(
    definition: Omit<Stream<Config, NoInfer<Row>>, 'schema' | 'list'> & {
      readonly schema: Schema<Row>
      readonly list?: Omit<
        Listing<Config, NoInfer<Row>, NoInfer<Params>, NoInfer<Position>>,
        'params' | 'position'
      > & { readonly params: Schema<Params>; readonly position: Schema<Position> }
    },
  ) => Stream<Config, Row, Params, Position>
  readonly feed: <Position extends Json>(
    definition: Omit<Feed<Config, NoInfer<Position>>, 'position'> & {
      readonly position: Schema<Position>
    },
  ) => Feed<Config, Position>
  readonly sink: <Item extends object>(
    definition: Omit<Sink<Config, NoInfer<Item>>, 'schema'> & { readonly schema: Schema<Item> },
  ) => Sink<Config, Item>
  readonly served: <Item extends object>(
    definition: Omit<ServedSink<Config, NoInfer<Item>>, 'schema'> & {
      readonly schema: Schema<Item>
    },
  ) => ServedSink<Config, Item>
  readonly action: <Input extends object>(
    definition: Omit<Action<Config, NoInfer<Input>>, 'schema'> & { readonly schema: Schema<Input> },
  ) => Action<Config, Input>
  readonly lookup: <Input extends Json, Output extends Json>(
    definition: Omit<Lookup<Config, NoInfer<Input>, NoInfer<Output>>, 'input' | 'output'> & {
      readonly input: Schema<Input>
      readonly output: Schema<Output>
    },
  ) => Lookup<Config, Input, Output>
  readonly connector: <Found extends Json = null>(
    definition: Omit<Connector<Config, Found>, 'specificationVersion' | 'config'>,
  ) => Connector<Config, Found>
}

/**
 * Begins a connector: give the schema of its settings, and take the builders that infer everything else.
 *
 * A builder gives back what it was given; only `connector` adds the version of the contract and the settings' schema.
 */
export function author<Config>(config: Schema<Config>): AuthorKit<Config> {
  return {
    stream: (definition) => definition,
    feed: (definition) => definition,
    sink: (definition) => definition,
    served: (definition) => definition,
    action: (definition) => definition,
    lookup: (definition) => definition,
    connector: (definition) => ({ ...definition, specificationVersion: 'v1', config }),
  }
}

/** A page's rows as changes, in the same order. */
export function upserts<Row extends object>(rows: readonly Row[]): readonly Change<Row>[] {
  return rows.map((row) => ({ op: 'upsert', row }))
}
