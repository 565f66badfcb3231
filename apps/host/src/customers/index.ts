export { followCustomers, type Followed, type FollowOptions } from './persons/follow.ts'
export { personNamed, type Person } from './persons/person.ts'
export { searchPersons } from './search/search.ts'
