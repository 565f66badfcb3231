export { areaOfRoute, areas, isSectionOf, type Area } from './areas.ts'
export { declaredSections, type DeclaredSection } from './declared-sections.ts'
export { longestPassword, longestSecret, mostUploadBytes, shortestPassword } from './limits.ts'
export { linkWish, type LinkWish } from './link-wish.ts'
export {
  consentsWish,
  createWish,
  editWish,
  eventsWish,
  tagWish,
  type ConsentWish,
  type CreateWish,
  type EditWish,
  type EventWish,
  type TagWish,
} from './written-by-hand.ts'
