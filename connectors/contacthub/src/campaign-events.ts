import * as z from 'zod'
import { address, anyChannel, channel, extraProperties, text, texts } from './event-words.ts'

const campaign = {
  subscriberId: text,
  campaignSubject: text,
  campaignId: text,
  campaignName: text,
  campaignTags: texts,
  extraProperties,
} as const

/**
 * What messages were sent, and what became of them.
 *
 * @see https://github.com/psantori/contacthub-json-schemas (schemas of October 2018, read 2026-11)
 */
export const campaignEvents = {
  campaignBlacklisted: z.strictObject({ ...campaign, channel, listId: text, listName: text }),
  campaignBounced: z.strictObject({ ...campaign, channel }),
  campaignLinkClicked: z.strictObject({
    ...campaign,
    channel,
    linkUrl: address,
    linkId: text,
    linkTags: texts,
  }),
  campaignMarkedSpam: z.strictObject({ ...campaign, channel }),
  campaignOpened: z.strictObject({ ...campaign, channel }),
  campaignOptinRequested: z.strictObject({
    listId: text,
    listName: text,
    subscriberId: text,
    channel: anyChannel,
    channelType: text,
    invitationChannel: anyChannel,
    invitationChannelType: text,
    extraProperties,
  }),
  campaignSent: z.strictObject({ ...campaign, channel: anyChannel, channelType: text }),
  campaignSubscribed: z.strictObject({
    subscriberId: text,
    listId: text,
    listName: text,
    channel: anyChannel,
    channelType: text,
    extraProperties,
  }),
  campaignUnsubscribed: z.strictObject({
    ...campaign,
    channel: anyChannel,
    channelType: text,
    listId: text,
    listName: text,
  }),
} as const
