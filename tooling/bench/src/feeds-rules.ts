import type { ParsedRow } from './feeds-parsed.ts'

const required = ['id', 'title', 'description', 'link', 'image_link', 'availability', 'price']
const longest: Readonly<Record<string, number>> = {
  id: 50,
  title: 150,
  description: 5000,
  item_group_id: 50,
}
const availabilities: ReadonlySet<string> = new Set([
  'in_stock',
  'out_of_stock',
  'preorder',
  'backorder',
])

/**
 * What Google Merchant Center would refuse of a row, by its product data specification.
 *
 * @see https://support.google.com/merchants/answer/7052112 (read 2026-11-26)
 */
export function brokenRules(row: ParsedRow): readonly string[] {
  return [
    ...required.filter((name) => row[name] === undefined).map((name) => `${name} is missing`),
    ...Object.entries(longest)
      .filter(([name, most]) => Array.from(row[name] ?? '').length > most)
      .map(([name]) => `${name} is too long`),
    ...['link', 'image_link']
      .filter((name) => !/^https:\/\/\S+$/.test(row[name] ?? ''))
      .map((name) => `${name} is no address`),
    ...(availabilities.has(row['availability'] ?? '') ? [] : ['availability is unknown']),
    ...(/^\d+\.\d\d [A-Z]{3}$/.test(row['price'] ?? '') ? [] : ['price is none']),
  ]
}
