export { catchUpVouchers, followVouchers, type FollowVouchersOptions } from './follow-vouchers.ts'
