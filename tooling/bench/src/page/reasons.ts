import type { Reason } from './benchmarks-page.ts'

/** What is known of figures that fall short, and what was tried. */
export const reasons: readonly Reason[] = []
