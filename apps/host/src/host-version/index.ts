export { hostVersion } from './host-version.ts'
