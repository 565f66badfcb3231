/**
 * What Slack's public material leaves unknown.
 *
 * Each is the careful choice; where a workspace proves it wrong, it is changed here, or by the setting that is named.
 */

/**
 * An incoming webhook that is asked to post `{}` posts nothing and answers that the text is missing; one that was removed
 * answers `no_service`. Others use it so, Slack does not say it. `checksWebhook: false` leaves it out of the check.
 */
export const emptyPayload = '{}'

/** Names of errors of incoming webhooks that mean that the address is dead; Slack's list of 2016 has none of them. */
export const deadWebhook: ReadonlySet<string> = new Set([
  'no_service',
  'no_service_id',
  'no_active_hooks',
  'no_team',
  'invalid_token',
  'team_disabled',
])

/** Names of errors of incoming webhooks that say that there is nothing to post, and so that the webhook lives. */
export const nothingToPost: ReadonlySet<string> = new Set([
  'no_text',
  'missing_text_or_fallback_or_attachments',
  'invalid_payload',
])

/**
 * How long after a request its message may still appear, or be missing in the history. After that it is looked for, where the
 * app may read.
 */
export const appearsWithinMs = 30_000

/** Messages are looked for among so many of the newest of their channel; what is older counts as posted. */
export const searchedMessages = 1_000

/** Hosts of incoming webhooks; that of GovSlack follows the pattern of its other addresses. */
export const webhookHosts: ReadonlySet<string> = new Set(['hooks.slack.com', 'hooks.slack-gov.com'])
