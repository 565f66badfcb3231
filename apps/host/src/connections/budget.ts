import { newConcurrency, learnConcurrency, type Concurrency } from './concurrency.ts'
import {
  fullShare,
  ordinaryWindow,
  waitInWindow,
  wholeWindow,
  withGrant,
  type GrantLog,
  type WindowLimit,
} from './counted-window.ts'

/** What a budget allows; what is left out is not limited. */
export interface BudgetRule {
  readonly window?: WindowLimit
  readonly concurrent?: { readonly start: number; readonly ceiling: number }
  readonly maxErrorShare?: number
}

/** Where a budget stands. Pure: every function gives back the next state. */
export interface BudgetState {
  readonly log: GrantLog
  /** The share of the limit in use when it was last lowered. */
  readonly lowered: { readonly share: number; readonly at: number }
  readonly blockedUntil: number
  readonly underWay: number
  readonly concurrency: Concurrency | undefined
  readonly answers: { readonly since: number; readonly count: number; readonly failed: number }
}

/** What an answer, or none, tells a budget. */
export interface BudgetAnswer {
  readonly startedAt: number
  readonly endedAt: number
  /** 'none': it was called off. */
  readonly verdict: 'good' | 'failed' | 'overloaded' | 'limited' | 'none'
  /** How long the vendor asked to be left alone, or how long it will be. */
  readonly blockMs?: number
  readonly wasFull: boolean
}

/** A limit of a day is not learnt about once a day. */
const longestStepMs = 60_000
const lowestShare = 0.05
/** Fewer answers than that say nothing about a share of errors. */
const enoughAnswers = 20
/** How near to the vendor's own share of errors we go. */
const errorMargin = 0.8

export function newBudget(rule: BudgetRule): BudgetState {
  const { concurrent } = rule
  return {
    log: [],
    lowered: { share: fullShare, at: Number.NEGATIVE_INFINITY },
    blockedUntil: Number.NEGATIVE_INFINITY,
    underWay: 0,
    concurrency: concurrent && newConcurrency(concurrent.start, concurrent.ceiling),
    answers: { since: Number.NEGATIVE_INFINITY, count: 0, failed: 0 },
  }
}

function stepMs({ window }: BudgetRule): number {
  return Math.min(window?.windowMs ?? longestStepMs, longestStepMs)
}

/** The share of the limit in use now: 2 % more for every quiet window since it was lowered. */
export function currentShare(rule: BudgetRule, { lowered }: BudgetState, now: number): number {
  if (lowered.share >= fullShare) return fullShare
  const quiet = Math.floor((now - lowered.at) / stepMs(rule))
  return Math.min(fullShare, lowered.share + 0.02 * quiet)
}

/** Whose request it is. */
export interface Asker {
  /** A person waits for it: it may use the reserve. */
  readonly isInteractive: boolean
  /** Another request cannot go on without it, and holds its place meanwhile: it must not wait for one. */
  readonly isNested: boolean
}

/** How long until a request may go; 0: now; infinite: once another one has ended. */
export function waitForBudget(
  rule: BudgetRule,
  state: BudgetState,
  request: Asker,
  now: number,
): number {
  const wait = waitForPlace(state, request, now)
  if (wait > 0 || rule.window === undefined) return wait
  const share = currentShare(rule, state, now)
  const whole = waitInWindow(state.log, wholeWindow(rule.window, share), now)
  if (request.isInteractive) return whole
  return Math.max(whole, waitInWindow(state.log, ordinaryWindow(rule.window, share), now))
}

/** The same where requests in a window are counted elsewhere. */
export function waitForPlace(state: BudgetState, request: Asker, now: number): number {
  const blocked = Math.max(0, state.blockedUntil - now)
  if (blocked > 0) return blocked
  if (state.concurrency === undefined || request.isNested) return 0
  const { limit } = state.concurrency
  const places = request.isInteractive ? limit : limit - Math.floor(limit / 10)
  return state.underWay >= places ? Number.POSITIVE_INFINITY : 0
}

export function chargeBudget(rule: BudgetRule, state: BudgetState, now: number): BudgetState {
  const underWay = state.underWay + 1
  if (rule.window === undefined) return { ...state, underWay }
  const share = currentShare(rule, state, now)
  const { spanMs } = ordinaryWindow(rule.window, share)
  return { ...state, underWay, log: withGrant(state.log, rule.window, spanMs, now) }
}

/** The share of what is allowed that is in use now: of requests in a window, or of those under way at once. */
export function usedShare(rule: BudgetRule, state: BudgetState, now: number): number {
  const { window } = rule
  const places = state.concurrency === undefined ? 0 : state.underWay / state.concurrency.limit
  if (window === undefined) return places
  const requests = state.log
    .filter(({ at }) => at > now - window.windowMs)
    .reduce((sum, { count }) => sum + count, 0)
  return Math.max(places, requests / window.requests)
}

/** Every place is taken, or all but the reserve. */
export function isFull({ concurrency, underWay }: BudgetState): boolean {
  if (concurrency === undefined) return false
  return underWay >= concurrency.limit - Math.floor(concurrency.limit / 10)
}

/** Frees the place of a request and learns from what came of it. */
export function settleBudget(
  rule: BudgetRule,
  state: BudgetState,
  answer: BudgetAnswer,
): BudgetState {
  const { endedAt: now, verdict, blockMs = 0 } = answer
  if (verdict === 'none') return { ...state, underWay: state.underWay - 1 }
  const isGood = verdict === 'good'
  const freed: BudgetState = {
    ...state,
    underWay: state.underWay - 1,
    concurrency:
      state.concurrency &&
      learnConcurrency(state.concurrency, {
        ...answer,
        isGood,
        isOverloaded: verdict === 'overloaded' || verdict === 'limited',
      }),
    blockedUntil: blockMs > 0 ? Math.max(state.blockedUntil, now + blockMs) : state.blockedUntil,
    answers: countAnswer(rule, state, !isGood, now),
  }
  return respectErrorShare(rule, verdict === 'limited' ? lower(rule, freed, now) : freed, now)
}

function lower(rule: BudgetRule, state: BudgetState, now: number): BudgetState {
  if (now - state.lowered.at < stepMs(rule)) return state
  const share = Math.max(lowestShare, currentShare(rule, state, now) * 0.7)
  return { ...state, lowered: { share, at: now } }
}

function countAnswer(
  rule: BudgetRule,
  { answers }: BudgetState,
  hasFailed: boolean,
  now: number,
): BudgetState['answers'] {
  const isOver = now - answers.since >= errorWindowMs(rule)
  const before = isOver ? { since: now, count: 0, failed: 0 } : answers
  return {
    since: before.since,
    count: before.count + 1,
    failed: before.failed + (hasFailed ? 1 : 0),
  }
}

/** Near the share of errors at which the vendor blocks, nothing is sent until its window is over. */
function respectErrorShare(rule: BudgetRule, state: BudgetState, now: number): BudgetState {
  const { count, failed, since } = state.answers
  const { maxErrorShare } = rule
  if (maxErrorShare === undefined || count < enoughAnswers) return state
  if (failed / count < maxErrorShare * errorMargin) return state
  const until = Math.max(state.blockedUntil, since + errorWindowMs(rule))
  return { ...state, blockedUntil: Math.max(until, now) }
}

function errorWindowMs({ window }: BudgetRule): number {
  return window?.windowMs ?? longestStepMs
}
