import type { Fault } from '@cartograph/core'

/** What one of Slack's errors means, for all messages or for the one. */
export interface Refusal extends Pick<Fault, 'kind' | 'message' | 'hint' | 'permission'> {
  /** 'channel': for all messages of that channel. */
  readonly concerns: 'all' | 'channel' | 'message'
}

const newToken =
  'At api.slack.com/apps: choose the app, OAuth & Permissions, install it again, and put the Bot User OAuth Token into the settings.'
const administrators = 'Ask an administrator of the Slack workspace.'
const invite = 'In Slack: open the channel and type /invite with the name of the app.'

function auth(message: string): Refusal {
  return { concerns: 'all', kind: 'auth', message, hint: newToken }
}
function forbidden(message: string, hint = administrators): Refusal {
  return { concerns: 'all', kind: 'permission', message, hint }
}
function channel(message: string, hint: string): Refusal {
  return { concerns: 'channel', kind: 'config', message, hint }
}
function content(message: string, hint: string): Refusal {
  return { concerns: 'message', kind: 'record', message, hint }
}

/**
 * Errors of the Web API by their name.
 *
 * @see https://docs.slack.dev/reference/methods/chat.postMessage (read 2026-11-25)
 */
const known: Readonly<Record<string, Refusal>> = {
  invalid_auth: auth('Slack does not know the token.'),
  not_authed: auth('Slack does not know the token.'),
  token_revoked: auth('The token was revoked.'),
  token_expired: auth('The token has expired.'),
  account_inactive: auth('The token belongs to a workspace or a user that was deleted.'),
  missing_scope: forbidden(
    'The app lacks a scope.',
    'At api.slack.com/apps: choose the app, OAuth & Permissions, add the scope, and install it again.',
  ),
  no_permission: forbidden('The app may not do this.', newToken),
  access_denied: forbidden('The workspace denies the app access.'),
  accesslimited: forbidden('The workspace limits who may use its API.'),
  ekm_access_denied: forbidden('Administrators have suspended posting.'),
  enterprise_is_restricted: forbidden('The method may not be used by this organisation.'),
  org_login_required: forbidden('The workspace is being moved, and takes nothing meanwhile.'),
  restricted_action: forbidden('A preference of the workspace keeps the app from posting.'),
  team_access_not_granted: forbidden('The app was not let into this workspace.'),
  two_factor_setup_required: forbidden('The workspace asks for two-factor authentication.'),
  channel_not_found: channel(
    'Slack knows no such channel, or it is a private one that the app is not in.',
    `Compare the channel’s id. ${invite}`,
  ),
  not_in_channel: channel('The app is not in the channel.', invite),
  is_archived: channel('The channel is archived.', 'Choose another channel, or unarchive it.'),
  restricted_action_read_only_channel: channel(
    'The channel is read-only.',
    'Choose another channel.',
  ),
  restricted_action_thread_only_channel: channel(
    'The channel takes answers in threads only.',
    'Choose another channel, or give `threadTs`.',
  ),
  restricted_action_non_threadable_channel: content(
    'The channel takes no answers in threads.',
    'Leave out `threadTs`.',
  ),
  cannot_reply_to_message: content(
    'This message cannot be answered.',
    'Compare `threadTs` with the ts of the message in this channel.',
  ),
  message_limit_exceeded: forbidden('The workspace has used up the messages of its plan.'),
  msg_too_long: content('The text is too long.', 'Say less.'),
  no_text: content('The message has no text.', 'Give `text`.'),
  invalid_blocks: content('Slack does not take the blocks.', 'Try them in the Block Kit Builder.'),
  invalid_blocks_format: content('The blocks are no list of blocks.', 'Mend the mapping.'),
  msg_blocks_too_long: content('The blocks are too long.', 'Say less.'),
  metadata_too_large: content('The message has too much beside its text.', 'Say less.'),
}

/** What an error of the Web API means; one that is not known here concerns the message alone. */
export function refusalOf(name: string): Refusal {
  return (
    known[name] ?? {
      concerns: 'message',
      kind: 'contract',
      message: `Slack refuses the message for a reason that is not known here: ${safeName(name)}.`,
      hint: 'See the errors of chat.postMessage at docs.slack.dev.',
    }
  )
}

/** A name is a word; whatever else stands there is not repeated. */
export function safeName(name: string): string {
  return /^[a-z0-9_]{1,60}$/.test(name) ? name : 'no error that Slack names'
}
