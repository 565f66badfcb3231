<?php
/**
 * Plugin Name: Cartograph carts
 * Description: Posts carts to Cartograph as they change, so that whoever leaves one can be reminded of it.
 * Version: 1.0.0
 * Requires Plugins: woocommerce
 * Requires PHP: 7.4
 * License: MIT
 *
 * Untested against a live shop: its syntax is checked, and what it posts is what the connector's tests read.
 *
 * WooCommerce keeps carts in sessions of its own, which no REST route tells of. Write into wp-config.php:
 *
 *   define( 'CARTOGRAPH_CARTS_URL', 'https://data.shop.example/hooks/shop/...' );
 *   define( 'CARTOGRAPH_CARTS_SECRET', 'the webhookSecret of the connection' );
 *
 * `cartograph webhooks show shop` says the address. Nothing is posted while one of the two is missing.
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

add_action( 'woocommerce_cart_updated', 'cartograph_carts_post' );
add_action( 'woocommerce_checkout_update_order_review', 'cartograph_carts_remember_address', 5 );
add_action( 'woocommerce_checkout_order_processed', 'cartograph_carts_ordered' );
add_action( 'woocommerce_store_api_checkout_order_processed', 'cartograph_carts_ordered' );

/** Whether there is somewhere to post to, and a cart to post. */
function cartograph_carts_is_ready() {
	return defined( 'CARTOGRAPH_CARTS_URL' )
		&& defined( 'CARTOGRAPH_CARTS_SECRET' )
		&& function_exists( 'WC' )
		&& null !== WC()->cart
		&& null !== WC()->session;
}

/** Posts the cart of the session where it has changed since the last time. */
function cartograph_carts_post() {
	if ( ! cartograph_carts_is_ready() ) {
		return;
	}
	$known = WC()->session->get( 'cartograph_cart' );
	$items = cartograph_carts_items();
	if ( ! is_array( $known ) && array() === $items ) {
		return;
	}
	$now  = cartograph_carts_now();
	$cart = is_array( $known ) ? $known : array(
		'id'      => bin2hex( random_bytes( 16 ) ),
		'created' => $now,
		'hash'    => '',
	);
	$told = array(
		'status'       => array() === $items ? 'emptied' : 'open',
		'email'        => cartograph_carts_email(),
		'phone'        => WC()->customer ? WC()->customer->get_billing_phone() : '',
		'customer_id'  => get_current_user_id(),
		'order_id'     => 0,
		'currency'     => get_woocommerce_currency(),
		'total'        => cartograph_carts_amount( WC()->cart->get_total( 'edit' ) ),
		'recovery_url' => cartograph_carts_recovery_url( $items ),
		'items'        => $items,
	);
	$hash = md5( (string) wp_json_encode( $told ) );
	if ( $hash === $cart['hash'] ) {
		return;
	}
	$cart['hash'] = $hash;
	WC()->session->set( 'cartograph_cart', $cart );
	cartograph_carts_send( $cart, $told, $now );
}

/** The cart has become an order: the next one gets another name. */
function cartograph_carts_ordered( $order ) {
	if ( ! cartograph_carts_is_ready() ) {
		return;
	}
	$order = is_numeric( $order ) ? wc_get_order( $order ) : $order;
	$cart  = WC()->session->get( 'cartograph_cart' );
	if ( ! $order || ! is_array( $cart ) ) {
		return;
	}
	WC()->session->set( 'cartograph_cart', null );
	cartograph_carts_send(
		$cart,
		array(
			'status'       => 'ordered',
			'email'        => $order->get_billing_email(),
			'phone'        => $order->get_billing_phone(),
			'customer_id'  => $order->get_customer_id(),
			'order_id'     => $order->get_id(),
			'currency'     => $order->get_currency(),
			'total'        => cartograph_carts_amount( $order->get_total() ),
			'recovery_url' => '',
			'items'        => array(),
		),
		cartograph_carts_now()
	);
}

/** Keeps the address that was typed at the check-out, for guests. */
function cartograph_carts_remember_address( $posted ) {
	parse_str( (string) $posted, $fields );
	$email = isset( $fields['billing_email'] ) ? sanitize_email( $fields['billing_email'] ) : '';
	if ( '' !== $email && cartograph_carts_is_ready() && WC()->customer ) {
		WC()->customer->set_billing_email( $email );
		cartograph_carts_post();
	}
}

function cartograph_carts_email() {
	return WC()->customer ? (string) WC()->customer->get_billing_email() : '';
}

function cartograph_carts_items() {
	$items = array();
	foreach ( WC()->cart->get_cart() as $key => $item ) {
		$product = $item['data'];
		$image   = $product->get_image_id() ? wp_get_attachment_image_url( $product->get_image_id(), 'woocommerce_thumbnail' ) : '';
		$items[] = array(
			'key'          => (string) $key,
			'product_id'   => (int) $item['product_id'],
			'variation_id' => (int) $item['variation_id'],
			'sku'          => (string) $product->get_sku(),
			'name'         => (string) $product->get_name(),
			'quantity'     => (float) $item['quantity'],
			'total'        => cartograph_carts_amount( ( $item['line_total'] ?? 0 ) + ( $item['line_tax'] ?? 0 ) ),
			'url'          => (string) $product->get_permalink(),
			'image_url'    => (string) $image,
		);
	}
	return $items;
}

/** Since WooCommerce 10 an address fills a cart; before that only the cart's page is known. */
function cartograph_carts_recovery_url( $items ) {
	if ( ! defined( 'WC_VERSION' ) || version_compare( WC_VERSION, '10.0', '<' ) ) {
		return wc_get_cart_url();
	}
	$products = array();
	foreach ( $items as $item ) {
		$id         = $item['variation_id'] > 0 ? $item['variation_id'] : $item['product_id'];
		$products[] = $id . ':' . max( 1, (int) $item['quantity'] );
	}
	return array() === $products ? '' : home_url( '/checkout-link/?products=' . implode( ',', $products ) );
}

function cartograph_carts_amount( $amount ) {
	return wc_format_decimal( $amount, wc_get_price_decimals() );
}

/** Milliseconds since the epoch. */
function cartograph_carts_now() {
	return (int) floor( microtime( true ) * 1000 );
}

/** Signed as WooCommerce signs its own webhooks. Nobody who fills a cart waits for the answer. */
function cartograph_carts_send( $cart, $told, $now ) {
	$body = (string) wp_json_encode(
		array_merge(
			array(
				'id'      => $cart['id'],
				'created' => $cart['created'],
				'changed' => $now,
			),
			$told
		)
	);
	wp_remote_post(
		CARTOGRAPH_CARTS_URL,
		array(
			'blocking' => false,
			'timeout'  => 2,
			'headers'  => array(
				'content-type'           => 'application/json',
				'x-wc-webhook-topic'     => 'cartograph.cart',
				'x-wc-webhook-signature' => base64_encode( hash_hmac( 'sha256', $body, CARTOGRAPH_CARTS_SECRET, true ) ),
			),
			'body'     => $body,
		)
	);
}
