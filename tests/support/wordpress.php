<?php
/**
 * As much of WordPress as the receiver plugin asks for, for `php -S`: its REST route, posts, post meta and transients in a JSON file (STORE). Signatures
 * and results are those of https://developer.wordpress.org/reference/. GET /articles/ID shows a published post.
 */
class WP_REST_Response {
    public function __construct(public mixed $data = null, public int $status = 200) {}
}

class WP_REST_Request {
    public function get_header(string $name): ?string { return $_SERVER['HTTP_' . strtoupper(strtr($name, '-', '_'))] ?? null; }
    public function get_body(): string { return file_get_contents('php://input'); }
}

$store = is_file(getenv('STORE')) ? json_decode(file_get_contents(getenv('STORE')), true) : ['posts' => [], 'transients' => []];
$actions = $routes = [];

function add_action(string $name, callable $callback): void { $GLOBALS['actions'][$name][] = $callback; }
function add_filter(string $name, callable $callback, int $priority = 10, int $args = 1): void {}
function register_rest_route(string $namespace, string $route, array $args): void { $GLOBALS['routes']["/wp-json/$namespace$route"] = $args; }
function get_transient(string $name): mixed { return $GLOBALS['store']['transients'][$name] ?? false; }
function set_transient(string $name, mixed $value, int $seconds): void { $GLOBALS['store']['transients'][$name] = $value; }
function get_post_meta(int $id, string $name, bool $single): mixed { return $GLOBALS['store']['posts'][$id]['meta_input'][$name] ?? ''; }

class WP_Error {}
function is_wp_error(mixed $thing): bool { return $thing instanceof WP_Error; }
/** Addresses of this machine are refused by WordPress' own; here nothing else can be asked. */
function wp_safe_remote_get(string $url, array $args): array|WP_Error {
    $options = ['timeout' => $args['timeout'], 'follow_location' => $args['redirection'] > 0, 'ignore_errors' => true];
    $stream = @fopen($url, 'r', false, stream_context_create(['http' => $options]));
    if (!$stream) return new WP_Error();
    $body = stream_get_contents($stream, $args['limit_response_size']);
    preg_match('/ (\d{3})/', stream_get_meta_data($stream)['wrapper_data'][0], $status);
    return ['response' => ['code' => (int) $status[1]], 'body' => $body];
}
function wp_remote_retrieve_response_code(array $answer): int { return $answer['response']['code']; }
function wp_remote_retrieve_body(array $answer): string { return $answer['body']; }

function wp_slash(mixed $value): mixed {
    return is_array($value) ? array_map('wp_slash', $value) : (is_string($value) ? addslashes($value) : $value);
}

function wp_unslash(mixed $value): mixed {
    return is_array($value) ? array_map('wp_unslash', $value) : (is_string($value) ? stripslashes($value) : $value);
}

function get_posts(array $query): array {
    $found = array_filter($GLOBALS['store']['posts'], fn($post) => ($post['meta_input'][$query['meta_key']] ?? null) === $query['meta_value']);
    return array_map(fn($post) => (object) $post, array_slice(array_values($found), 0, $query['numberposts']));
}

function wp_insert_post(array $post): int {
    $post = wp_unslash($post);
    $id = $post['ID'] ?: count($GLOBALS['store']['posts']) + 1;
    // Meta is stored as text, as WordPress does.
    $post['meta_input'] = array_map('strval', $post['meta_input']);
    $GLOBALS['store']['posts'][$id] = ['ID' => $id] + $post;
    return $id;
}

define('BYLINE_WEBHOOK_SECRET', getenv('BYLINE_WEBHOOK_SECRET'));
if (getenv('BYLINE_ALLOW_HTTP')) define('BYLINE_ALLOW_HTTP', true);
if (getenv('BYLINE_JWKS')) define('BYLINE_JWKS', getenv('BYLINE_JWKS'));
require getenv('PLUGIN');
foreach ($actions['rest_api_init'] as $callback) $callback();

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($_SERVER['REQUEST_METHOD'] === 'GET') {
    $found = get_posts(['meta_key' => '_byline_id', 'meta_value' => basename($path), 'numberposts' => 1]);
    if (!$found || $found[0]->post_status !== 'publish') return http_response_code(404);
    echo '<h1>' . htmlspecialchars($found[0]->post_title) . '</h1>' . $found[0]->post_content;
    return;
}
$route = $routes[$path] ?? null;
if (!$route) return http_response_code(404);
$request = new WP_REST_Request();
if (!$route['permission_callback']($request)) return http_response_code(401);
$response = $route['callback']($request);
file_put_contents(getenv('STORE'), json_encode($store));
http_response_code($response->status);
if ($response->data !== null) echo json_encode($response->data);
