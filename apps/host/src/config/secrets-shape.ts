import * as z from 'zod'
import type { KeySource } from '../sealing/index.ts'

const keyShape = z
  .strictObject({
    file: z.string().min(1).optional().describe('A file that holds the keys.'),
    environment: z
      .string()
      .regex(/^[A-Za-z_]\w*$/, 'expected the name of a variable')
      .optional()
      .describe('The environment variable that holds the keys.'),
    command: z
      .array(z.string())
      .min(1)
      .max(50)
      .optional()
      .describe(
        'A program and its arguments that writes the keys, such as the command of a key manager; no shell is between.',
      ),
  })
  .refine(
    (key) => Object.values(key).filter((value) => value !== undefined).length === 1,
    'expected one of file, environment and command',
  )

/** Where the key is that seals secrets in the store. */
export const secretsShape = z.strictObject({
  key: keyShape.describe(
    'Where the keys are, each 32 bytes in base64: the first seals, the others open what they sealed.',
  ),
})

/** The key that a file names; what is wrong in its shape is reported elsewhere. */
export function keySourceOf(value: unknown): KeySource | undefined {
  const { file, environment, command } = secretsShape.safeParse(value).data?.key ?? {}
  if (file !== undefined) return { file }
  if (environment !== undefined) return { environment }
  return command === undefined ? undefined : { command }
}
