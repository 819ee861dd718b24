<?php
/** The whole of a webhook whose signature holds, fetched where it came as a claim check (docs/webhooks.md#large-articles); null unless it is what was signed for. */
function byline_whole_event(object $event): ?object {
    $claim = $event->data->claim ?? null;
    if ($claim === null || $event->type === 'article.retracted') return $event; // of a retraction nothing is kept but its revision
    $scheme = parse_url($claim->url, PHP_URL_SCHEME);
    if ($scheme !== 'https' && !($scheme === 'http' && defined('BYLINE_ALLOW_HTTP'))) return null;
    if ($claim->bytes > 20 * 1024 * 1024) return null; // Byline sends no more, and waits for an answer for 15 s
    $answer = wp_safe_remote_get($claim->url, ['timeout' => 10, 'redirection' => 0, 'limit_response_size' => $claim->bytes + 1]);
    if (is_wp_error($answer) || wp_remote_retrieve_response_code($answer) !== 200) return null;
    $body = wp_remote_retrieve_body($answer);
    if (strlen($body) !== $claim->bytes || !hash_equals($claim->sha256, hash('sha256', $body))) return null;
    $whole = json_decode($body);
    $named = fn(object $one) => [$one->type, $one->data->articleId, $one->data->revision];
    return $named($whole) === $named($event) ? $whole : null;
}
