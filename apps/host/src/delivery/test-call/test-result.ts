import type { Fault, Json, JsonObject } from '@cartograph/core'

/** What became, or would become, of one item. */
export type ItemState =
  /** Nothing was sent; the next run would offer it to the sink. */
  | 'wouldArrive'
  /** It is not offered to the sink, such as for a consent that is missing. */
  | 'withheld'
  | 'arrived'
  | 'passedOver'
  | 'refused'
  /** Nobody saw what became of it. */
  | 'unknown'

export interface TestedItem {
  readonly key: string
  readonly item: JsonObject
  readonly state: ItemState
  readonly reason?: string
  readonly fault?: Fault
  /** What the ledger of the delivery knows: whether the sink has the item as it is, in another state, or not at all. */
  readonly delivered: 'same' | 'other' | 'never'
  /** What the vendor shows of it afterwards, where it can be asked; null where it shows nothing. */
  readonly there?: Json
  /** What went out for it, or would; first come, first. Empty where it is kept back. */
  readonly requests: readonly ShownRequest[]
  /** Why there is no request to show. */
  readonly unshown?: string
}

/** A request to a vendor, or what is written to a file or handed over on a connection; secrets are replaced by their names. */
export interface ShownRequest {
  /** Of HTTP; `GET` also of a document that the vendor fetches. `CONNECT` of a connection, `WRITE` and `APPEND` of a file. */
  readonly method: string
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  /** Missing where there is none, and where it is no text. */
  readonly body?: string
  /** Of the whole body. */
  readonly bytes: number
}

/** One example of a delivery: what would arrive, or what arrived. */
export interface TestCall {
  readonly delivery: string
  readonly to: string
  /** `model`: there is no row that fits yet, and the example belongs to nobody. */
  readonly example: {
    readonly from: 'row' | 'model'
    readonly entity: string
    readonly id: string
  }
  readonly sent: boolean
  readonly items: readonly TestedItem[]
  /** Why something could not be made of the row, with what was made of it until then. */
  readonly faults: readonly { readonly fault: Fault; readonly item?: Json }[]
  readonly notes: readonly string[]
}
