import * as z from 'zod'

const text = z.string().nullish()

/** An event as Contacthub shows it. */
export const shownEvent = z.looseObject({
  id: z.string(),
  customerId: text,
  bringBackProperties: z.looseObject({ type: text, value: text, nodeId: text }).nullish(),
  type: z.string(),
  context: text,
  date: z.string(),
  properties: z
    .looseObject({
      channel: text,
      campaignId: text,
      campaignName: text,
      linkUrl: text,
      url: text,
      extraProperties: z.record(z.string(), z.unknown()).nullish(),
    })
    .nullish(),
  registeredAt: text,
  updatedAt: text,
})
export type ShownEvent = z.infer<typeof shownEvent>
