import * as z from 'zod'

/** Text that becomes part of a header: what could end the header, or hide in it, is refused. */
export const oneLine = z
  .string()
  .min(1)
  .max(900, 'expected at most 900 characters')
  .regex(
    /^[^\p{Cc}\u2028\u2029]*$/u,
    'expected one line, without line breaks and control characters',
  )
