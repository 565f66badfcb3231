export { inputSchema } from './checked.ts'
export { samplesAt, schemaFields, type SchemaField } from './schema-fields.ts'
export { sinkTarget, streamSource } from './sides.ts'
export { connectorLoader, type ImportModule, type LoadedConnector } from './connector.ts'
export type {
  Configuration,
  Connection,
  Delivery,
  HostSettings,
  ServeSettings,
} from './configuration.ts'
export type { Environment } from './environment.ts'
export type { DeclaredToken } from './declared-token.ts'
export type { FeedRow } from './feed-row.ts'
export { feedSets } from './feed-sets.ts'
export type { Feed, FeedFilter, FeedForm, FeedMarket, FeedSetName } from './feed-settings.ts'
export {
  defaultAttribution,
  type AttributionSettings,
  type LinkParameters,
  type LinkSettings,
} from './attribution.ts'
export {
  defaultContacting,
  type Automation,
  type AutomationDeed,
  type AutomationStepSettings,
  type AutomationTrigger,
  type ContactingSettings,
  type MessageLimit,
} from './automation-settings.ts'
export { automationRecipes } from './automation-recipes.ts'
export { automationTriggers } from './automation-triggers.ts'
export { writtenAutomation } from './written-automation.ts'
export { writtenCart } from './written-cart.ts'
export { parseDashboard, parseFigureSettings } from './dashboards.ts'
export type { Portal, PortalDashboard } from './portal-settings.ts'
export type { ReportAttachment, ReportTarget, ScheduledReport } from './report-settings.ts'
export { parseAlert, parseDigest } from './notices.ts'
export type {
  Alert,
  AlertCondition,
  Digest,
  InsightSettings,
  NoticeLanguage,
  NoticeTarget,
  QuotaSettings,
} from './notice-settings.ts'
export { stepMapping, type CartDocument } from './cart-document.ts'
export { type CartLanguage, type CartMail, type CartRule, type CartStep } from './cart-settings.ts'
export { secretStoreOf, type ReadSecrets, type SecretStore } from './secret-store.ts'
export { inTime } from './in-time.ts'
export { connectorHandouts, type Handout } from './handouts.ts'
export { callingNames, installedConnectors } from './installed.ts'
export { defaultPeople, type PeopleSettings, type SignInService } from './people-settings.ts'
export { defaultFailures, type FailureSettings } from './failure-settings.ts'
export { mappingShape } from './mapping-shape.ts'
export { configurationShape } from './shape.ts'
export {
  declaredSections,
  entriesIn,
  entryPath,
  isDeclaredSection,
  valueAt,
  withValueAt,
  type DeclaredEntry,
  type DeclaredSection,
} from './declared-sections.ts'
export {
  hiddenPlaces,
  replaced,
  secretPlaces,
  withoutSecrets,
  type SecretPlace,
} from './secret-places.ts'
export { mayUseConnector } from './entry-refusal.ts'
export { modulesFor } from './modules-shape.ts'
export { entryName, type EntryFault } from './load-declared.ts'
export {
  loadConfiguration,
  writtenConfiguration,
  type LoadedConfiguration,
  type LoadOptions,
} from './load.ts'
export {
  isOwnConnectionId,
  ownConnection,
  ownConnectionId,
  ownConnectionIds,
} from './own-connection.ts'
export { maskFor, type Mask } from './masking.ts'
export { filesFolder } from './merged.ts'
export { formatProblem, pathText, plainProblem, type ConfigurationProblem } from './problem.ts'
export { candidates, entrySchemas, itemSchemas, type JsonSchema } from './json-schema.ts'
export type {
  ConfiguredIdentifier,
  CustomerNode,
  CustomerSettings,
  ExtendedProperty,
  ExtendedType,
  IdentityRule,
  IdentitySettings,
  PropertyPolicy,
  PropertySettings,
} from './customer-settings.ts'
export type { PageConsent, PageField, PageForm, PageMail, PageSettings } from './page-settings.ts'
export { rowSources } from './row-sources.ts'
export { pageTexts, type PageText } from './page-texts.ts'
export { defaultPages } from './default-pages.ts'
export { defaultIdentity } from './default-identity.ts'
export { baseProperties, defaultProperties } from './default-properties.ts'
export { defaultCustomers } from './default-customers.ts'
export { sampleSettings, type SampleSettings } from './sample-settings.ts'
export { connectorPurpose } from './connector-purpose.ts'
