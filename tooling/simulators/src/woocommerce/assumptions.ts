import { refusal, type Answer } from './rest/answer.ts'

/**
 * Errors that the recorded store was never made to give. Codes are the plugin's as far as they are known, words are not
 * to be relied on; who records one moves it to where it is given.
 */
export const assumed = {
  alreadyTrashed: refusal(
    410,
    'woocommerce_rest_already_trashed',
    'The record has already been deleted.',
  ),
  cannotRefund: refusal(
    500,
    'woocommerce_rest_cannot_create_order_refund',
    'Cannot create order refund, please try again.',
  ),
  invalidDeliveryUrl: refusal(
    400,
    'woocommerce_rest_shop_webhook_invalid_delivery_url',
    'Webhook delivery URL must be a valid URL starting with http:// or https://.',
  ),
  invalidGateway: refusal(
    404,
    'woocommerce_rest_payment_gateway_invalid',
    'Resource does not exist.',
  ),
  invalidJson: refusal(400, 'rest_invalid_json', 'Invalid JSON body passed.'),
  invalidNote: refusal(404, 'woocommerce_rest_order_invalid_id', 'Invalid order ID.'),
  invalidOrderOfRefund: refusal(404, 'woocommerce_rest_invalid_order_id', 'Invalid order ID.'),
  invalidRefund: refusal(
    404,
    'woocommerce_rest_invalid_order_refund_id',
    'Invalid order refund ID.',
  ),
  invalidReview: refusal(404, 'woocommerce_rest_review_invalid_id', 'Invalid review ID.'),
  invalidSetting: refusal(404, 'rest_setting_setting_invalid', 'Invalid setting.'),
  invalidTax: refusal(404, 'woocommerce_rest_invalid_id', 'Invalid resource ID.'),
  invalidTerm: refusal(404, 'woocommerce_rest_term_invalid', 'Resource does not exist.'),
  invalidVariation: refusal(404, 'woocommerce_rest_product_variation_invalid_id', 'Invalid ID.'),
  invalidWebhook: refusal(404, 'woocommerce_rest_shop_webhook_invalid_id', 'Invalid ID.'),
  invalidZone: refusal(404, 'woocommerce_rest_shipping_zone_invalid', 'Resource does not exist.'),
} as const

/** The recorded answer for customers, for other records that have no trash. */
export function noTrashFor(records: string): Answer {
  return refusal(501, 'woocommerce_rest_trash_not_supported', `${records} do not support trashing.`)
}

/**
 * Whether a webhook tells of a customer who is deleted. Measured is that nothing is told of what is deleted for good; but
 * the topic `customer.deleted` exists, and customers can be deleted in no other way.
 */
export const tellsOfDeletedCustomers = true
