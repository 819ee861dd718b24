<?php
/** Checks the proof of text and credit in a webhook's data, with nothing of Byline. PHP 8 or newer, with sodium, which is part of it. */
function byline_is_proven(object $data, array $jwks): bool {
    $decode = fn($text) => (string) base64_decode(strtr($text, '-_', '+/'));
    $sorted = function ($value) use (&$sorted) { // RFC 8785: names in order, no white space
        if (is_object($value)) { $value = (array) $value; ksort($value, SORT_STRING); return (object) array_map($sorted, $value); }
        return is_array($value) ? array_map($sorted, $value) : $value;
    };
    [$header, , $signature] = explode('.', ($data->attribution->proof ?? '') . '..');
    $keys = array_column($jwks['keys'], 'x', 'kid');
    $key = $decode($keys[json_decode($decode($header))->kid ?? ''] ?? '');
    $proven = $sorted(json_decode(json_encode(['articleId' => $data->articleId, 'revision' => $data->revision, 'article' => $data->article,
        'attribution' => array_diff_key((array) $data->attribution, ['proof' => 0])])));
    $json = json_encode($proven, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_LINE_TERMINATORS | JSON_PRESERVE_ZERO_FRACTION);
    $payload = rtrim(strtr(base64_encode($json), '+/', '-_'), '=');
    return strlen($key) === 32 && strlen($decode($signature)) === 64
        && sodium_crypto_sign_verify_detached($decode($signature), "$header.$payload", $key);
}
