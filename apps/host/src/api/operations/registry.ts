import { automationOperations } from './automations.ts'
import { bonusOperations } from './bonus.ts'
import { campaignOperations } from './campaigns.ts'
import { configurationOperations } from './configuration.ts'
import { customerOperations } from './customers.ts'
import { deadLetterOperations } from './dead-letters.ts'
import { deliveryOperations } from './deliveries.ts'
import { documentOperations } from './documents.ts'
import { figureOperations } from './figures.ts'
import { mappingOperations } from './mappings.ts'
import { moduleOperations } from './modules.ts'
import { noticeOperations } from './notices.ts'
import { organisationOperations } from './organisations.ts'
import { peopleOperations } from './people.ts'
import { reportOperations } from './reports.ts'
import { runOperations } from './runs.ts'
import { secretOperations } from './secrets.ts'
import { segmentOperations } from './segments.ts'
import { shareOperations } from './shares.ts'
import { sharedOperations } from './shared.ts'
import { signInOperations } from './sign-in.ts'
import { statusOperations } from './status.ts'
import { tokenOperations } from './tokens.ts'
import { uploadOperations } from './uploads.ts'
import { vendorSideOperations } from './vendor-side.ts'

/** Every operation of the API by its route. */
export const registry = {
  ...statusOperations,
  ...runOperations,
  ...deliveryOperations,
  ...deadLetterOperations,
  ...mappingOperations,
  ...documentOperations,
  ...figureOperations,
  ...campaignOperations,
  ...noticeOperations,
  ...reportOperations,
  ...shareOperations,
  ...sharedOperations,
  ...segmentOperations,
  ...customerOperations,
  ...automationOperations,
  ...bonusOperations,
  ...tokenOperations,
  ...secretOperations,
  ...peopleOperations,
  ...signInOperations,
  ...configurationOperations,
  ...organisationOperations,
  ...moduleOperations,
  ...vendorSideOperations,
  ...uploadOperations,
}
