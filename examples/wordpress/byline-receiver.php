<?php
/**
 * Plugin Name: Byline receiver
 * Description: Publishes what Byline syndicates, with its credit, and corrects and takes it down. PHP 8 or newer.
 *
 * In wp-config.php: define('BYLINE_WEBHOOK_SECRET', 'whsec_…'); its address is https://SITE/wp-json/byline/v1/webhook.
 * With define('BYLINE_JWKS', '/path/jwks.json'), from `byline keys jwks`, the proof of text and credit is checked, too.
 */
require_once __DIR__ . '/fetch-claim.php';
require_once __DIR__ . '/verify-proof.php';

add_action('rest_api_init', fn() => register_rest_route('byline/v1', '/webhook', [
    'methods' => 'POST', 'permission_callback' => 'byline_is_signed', 'callback' => 'byline_receive',
]));
add_filter('get_canonical_url', fn($url, $post) => get_post_meta($post->ID, '_byline_canonical', true) ?: $url, 10, 2);

function byline_is_signed($request): bool {
    [$id, $time] = [(string) $request->get_header('webhook-id'), (string) $request->get_header('webhook-timestamp')];
    if (!ctype_digit($time) || abs(time() - (int) $time) > 300) return false;
    $secret = base64_decode(substr(BYLINE_WEBHOOK_SECRET, strlen('whsec_')));
    $ours = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$time." . $request->get_body(), $secret, true)); // the exact body
    foreach (explode(' ', (string) $request->get_header('webhook-signature')) as $one) if (hash_equals($ours, $one)) return true;
    return false;
}

function byline_receive($request) {
    $event = json_decode($request->get_body());
    $data = $event->data;
    if ($event->type === 'partner.verify') return new WP_REST_Response(['challenge' => $data->challenge], 200);
    if (!str_starts_with($event->type, 'article.')) return new WP_REST_Response(null, 204);
    $retracted = $event->type === 'article.retracted';
    $whole = byline_whole_event($event);
    if (!$whole) return new WP_REST_Response(null, 502);
    $data = $whole->data;
    if (defined('BYLINE_JWKS') && !$retracted && !byline_is_proven($data, json_decode(file_get_contents(BYLINE_JWKS), true))) return new WP_REST_Response(null, 422);
    $seen = 'byline_' . md5($request->get_header('webhook-id'));
    $post = get_posts(['meta_key' => '_byline_id', 'meta_value' => $data->articleId, 'post_status' => 'any', 'numberposts' => 1])[0] ?? null;
    $held = $post ? (int) get_post_meta($post->ID, '_byline_revision', true) : 0;
    if (get_transient($seen) || $data->revision <= $held) return new WP_REST_Response(null, 204);
    $html = array_values(array_filter($data->article->bodies ?? [], fn($body) => $body->contentType === 'text/html'))[0]->value ?? '';
    $saved = wp_insert_post(wp_slash([ // of a retraction only the revision is kept, so that nothing older brings the article back
        'ID' => $post->ID ?? 0,
        'post_title' => $data->article->headlines[0]->value ?? '',
        'post_content' => $retracted ? '' : $html . $data->attribution->html,
        'post_status' => $retracted ? 'draft' : 'publish',
        'meta_input' => ['_byline_id' => $data->articleId, '_byline_revision' => $data->revision,
            '_byline_canonical' => $data->attribution->canonicalUrl ?? ''],
    ]));
    if ($saved) set_transient($seen, 1, 30 * 86400);
    return new WP_REST_Response(null, $saved ? 204 : 500);
}
