import { readFileSync } from 'node:fs'
import type { JsonObject } from '@cartograph/core'

/** Rows as a real shop gave them: WooCommerce 11.0.1 on 2026-11-22, all content invented. */
export function recorded(name: string): readonly JsonObject[] {
  const text = readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly rows: readonly JsonObject[] }).rows
}

export function recordedRow(name: string, id: number | string): JsonObject {
  const row = recorded(name).find((one) => one['id'] === id)
  if (row === undefined) throw new Error(`No row ${id} in ${name}.`)
  return row
}
