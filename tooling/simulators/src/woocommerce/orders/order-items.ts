/** Where in an order's row of item ids its parts stand. Tax lines come first: their number is never known beforehand. */
export const itemPlaces = { tax: 0, shipping: 4, coupon: 5, lines: 6 } as const

/** How many item ids an order with so many lines is given. */
export function itemCount(lines: number): number {
  return itemPlaces.lines + lines
}
