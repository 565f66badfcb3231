/** Whether two byte strings are equal, in a time that depends on their lengths alone. */
export function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length
  for (let index = 0; index < a.length; index += 1)
    difference |= (a[index] ?? 0) ^ (b[index % (b.length || 1)] ?? 0)
  return difference === 0
}
