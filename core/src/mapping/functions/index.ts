import type { Definition } from '../definition.ts'
import { arithmetic } from './arithmetic.ts'
import { choice } from './choice.ts'
import { contact } from './contact.ts'
import { instant } from './instant.ts'
import { list } from './list.ts'
import { lookup } from './lookup.ts'
import { money } from './money.ts'
import { number } from './number.ts'
import { object } from './object.ts'
import { text } from './text.ts'

/** Grows by one whenever a function means something else than before; part of every mapping's version. */
export const languageVersion = 1

/** All functions of the language but `$cel`, which is loaded on demand. The list is closed: a mapping is never code. */
export const functions: ReadonlyMap<string, Definition> = new Map(
  Object.entries({
    ...text,
    ...number,
    ...arithmetic,
    ...money,
    ...instant,
    ...choice,
    ...list,
    ...object,
    ...contact,
    ...lookup,
  }),
)
