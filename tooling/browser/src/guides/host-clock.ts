// Loaded by the host before anything else: it lives when the pictures are taken.
import { moveClock } from './moved-clock.ts'

moveClock(Number(process.env['GUIDES_CLOCK_MS'] ?? 0))
