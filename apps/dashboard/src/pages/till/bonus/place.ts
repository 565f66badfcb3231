import type { AnswerOf } from '../../../api/routes.ts'

/** Where a file of bonus checks can go. */
export type Place = AnswerOf<'GET /api/bonus'>['places'][number]
