/** An order of the model, of which one line is no product. */
export const order = {
  id: 'shop:100234',
  number: '100234',
  status: 'paid',
  placedAt: '2026-03-02T10:05:00.000Z',
  currency: 'DKK',
  email: 'anna@example.dk',
  total: 184_700,
  lines: [
    {
      productId: 'shop:57500',
      variantId: 'shop:57500_Red',
      name: 'Jacket',
      quantity: 2,
      unitPrice: 99_900,
      total: 179_800,
    },
    { name: 'Shipping insurance', quantity: 1, unitPrice: 4_900, total: 4_900 },
  ],
}
