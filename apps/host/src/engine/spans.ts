import type { Fault } from '@cartograph/core'
import type { Place } from '../store/index.ts'
import { inSpan } from '../telemetry/index.ts'

/** The run of a connection: its streams, and the log of its changes. */
export function runSpan<Result>(connection: string, work: () => Promise<Result>): Promise<Result> {
  return inSpan('run', { attributes: { 'cartograph.connection': connection } }, work)
}

export function streamSpan(
  { connection, stream }: Place,
  work: () => Promise<Fault | undefined>,
): Promise<Fault | undefined> {
  const attributes = { 'cartograph.connection': connection, 'cartograph.stream': stream }
  return inSpan('stream', { attributes }, work)
}

/** From asking a connector for a page to having it, with the requests that took. */
export function pageSpan<Result>(walked: string, work: () => Promise<Result>): Promise<Result> {
  return inSpan('page', { attributes: { 'cartograph.stream': walked } }, work)
}

/** A transaction, its wait for others included. */
export function commitSpan<Result>(
  connection: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return inSpan('commit', { attributes: { 'cartograph.connection': connection } }, work)
}

/** One try to read a slice to its end. */
export function sliceSpan(walk: string, work: () => Promise<void>): Promise<void> {
  return inSpan('slice', { attributes: { 'cartograph.walk': walk } }, work)
}
