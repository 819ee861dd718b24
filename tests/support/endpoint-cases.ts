/** What must be said of each refused address, and the addresses of which it must be said. */
export const refusedEndpoints: Readonly<Record<string, readonly string[]>> = {
  'is not a public address': hosts`
    0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.100.100.200 100.127.255.255
    127.0.0.1 127.53.0.9 127.255.255.255 169.254.0.1 169.254.169.254 169.254.170.2
    172.16.0.0 172.31.255.255 192.0.0.0 192.0.0.170 192.0.0.192 192.0.2.7 192.31.196.1
    192.52.193.1 192.88.99.1 192.168.0.0 192.168.255.255 192.175.48.1 198.18.0.0 198.19.255.255
    198.51.100.10 203.0.113.10 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255

    2130706433 2852039166 3232235521 017700000001 0177.0.0.01 0x7f000001 0x7f.0.0.1 0X7F.1
    0xa9fea9fe 0xa9.0xfe.0xa9.0xfe 127.1 127.0.1 10.1 169.254.43518 192.168.257 0 0x0
    0251.0376.0251.0376 127.0.0.1. 2130706433. 127%2e0%2e0%2e1 %31%30.0.0.1 １０.０.０.１ ①②⑦.0.0.1
    127。0。0。1 169．254．169．254 10｡0｡0｡1 𝟏𝟐𝟕.0.0.1 1\u00ad27.0.0.1 0x7f。1

    [::] [::1] [0:0:0:0:0:0:0:1] [::0001] [fe80::1] [febf::1] [fec0::1] [fc00::1] [fd00:ec2::254]
    [fdff:ffff::1] [ff02::1] [ff0e::1] [100::1] [100:0:0:1::1] [64:ff9b:1::1] [5f00::1] [4000::1]
    [2001::1] [2001:2::1] [2001:10::1] [2001:20::1] [2001:1ff:ffff::1] [2001:db8::1] [2001:db8:ffff::1]
    [2002:7f00:1::] [2002:a9fe:a9fe::1] [2620:4f:8000::1] [3fff::1] [3fff:fff:ffff::1]

    [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:a9fe:a9fe] [::ffff:8.8.8.8] [::127.0.0.1] [::7f00:1]
    [::ffff:0:127.0.0.1] [64:ff9b::7f00:1] [64:ff9b::169.254.169.254] [2001:0:4136:e378:8000:63bf:3fff:fdd2]`,

  'is not a public host name': hosts`
    foo.localhost LOCALHOST.LocalDomain printer.local metadata.google.internal ip-10-0-0-1.ec2.internal
    wiki.intranet nas.lan router.home db.corp x.private 1.0.0.127.in-addr.arpa box.home.arpa
    kubernetes.default.svc postgres.service.consul host.docker.internal
    hooks.test hooks.invalid abcdefghij.onion x.alt printer.local.`,

  'is not a full host name': hosts`localhost localhost. LOCALHOST metadata ip6-loopback ｌｏｃａｌｈｏｓｔ com`,

  'is not a host name': hosts`
    .. partner..example.com localhost.. .partner.example.com -partner.example.com partner-.example.com
    partner.example.com.. ${'a'.repeat(64)}.example.com ${'a.'.repeat(130)}com it's.example.com a~b.example.com`,

  'this is not a URL': [
    '',
    ...words`
      https https:// https://#x https://?x //partner.example.com/hook partner.example.com/hook /hook
      https://256.256.256.256/ https://0x100000000/ https://1.2.3.4.5/ https://127.0.0.1.08/ https://0x.1.2.3.4.5/
      https://[::1/ https://[fe80::1%25eth0]/ https://[::ffff:300.0.0.1]/ https://[1::2::3]/ https://[partner]/
      https://partner.example.com:99999/ https://partner.example.com:443:80/ https://partner.example.com:-1/
      https://partner.example.com<script>/ https://exa%00mple.com/ https://exa%2fmple.com/ https://a^b.example.com/`,
  ],

  'must start with https://': words`
    http://partner.example.com/hook http://127.0.0.1:9001/2018-06-01/runtime/invocation/next http://localhost/
    ftp://partner.example.com/ ws://partner.example.com/ wss://partner.example.com/ file:///etc/passwd
    gopher://127.0.0.1:6379/_x ldap://127.0.0.1/ javascript:alert(1) data:text/plain,x unix:/run/x.sock
    blob:https://partner.example.com/1 view-source:https://partner.example.com/ arn:aws:sqs:us-east-1:1:q
    https:partner.example.com/hook https:/partner.example.com/hook https:///partner.example.com/hook`,

  'user name or password': words`
    https://user@partner.example.com/ https://user:pass@partner.example.com/ https://@partner.example.com/
    https://:@partner.example.com/ https://partner.example.com@127.0.0.1/ https://partner.example.com:443@10.0.0.1/
    https://partner.example.com%40evil.example.com@127.0.0.1/ https://a@b@partner.example.com/`,

  'white space, control characters or backslashes': [
    'https://partner.example.com\\@127.0.0.1/',
    'https:\\\\127.0.0.1\\hook',
    'https://partner.example.com\\.evil.com/',
    ' https://partner.example.com/',
    'https://partner.example.com/ ',
    'https://par\ttner.example.com/',
    'https://12\n7.0.0.1/',
    'https://partner.example.com/\r\nx-evil: 1',
    'https://1.1.1.1 &@2.2.2.2# @3.3.3.3/',
    'https://partner.example.com/\u0000',
    'https://partner.example.com/\u007f',
    'https://partner.example.com\u00a0/',
    'https://partner.example.com/\u2028',
    'https://partner\u3000.example.com/',
  ],

  'is not allowed: use 443 or 8443': [0, 1, 22, 25, 80, 2773, 3306, 6379, 8080, 9001, 9200, 65_535].map(
    (port) => `https://partner.example.com:${port}/`,
  ),

  'can be read in more than one way': hosts`
    par%74ner.example.com partner。example.com partner.example｡com ｐartner.example.com part\u00adner.example.com
    fa\u00df.example.com \u03cc\u03c1\u03bf\u03c2.example.com \u24d4xample.com partner\uff0eexample.com`,

  'mixes letters that look alike': hosts`gооgle.example.com раrtner.example.com xn--pple-43d.com αpple.com`,

  'longer than 2048 characters': [`https://partner.example.com/${'a'.repeat(2048)}`],
};

/** Addresses that a guard must not refuse: most lie right beside one that it must. */
export const acceptedEndpoints: readonly string[] = [
  ...words`
    https://partner.example.com/hook https://hooks.partner.co.uk/a/b?c=d&token=a%20b HTTPS://PARTNER.Example.com/Hook
    https://partner.example.com https://partner.example.com. https://partner.example.com:443/
    https://partner.example.com:8443/ https://partner.example.com/a/../b https://partner.example.com/#part
    https://partner.example.com/?u=https://user@127.0.0.1/ https://[3fff:1000::1]:8443/hook`,
  ...hosts`
    under_score.example.com a-b--c.example.com ${'a'.repeat(63)}.example.com 127.0.0.1.example.com
    localhost.example.com local.partner.com 10.example.com
    bücher.example bu\u0308cher.example xn--bcher-kva.example xn--fa-hia.example.com
    новости.example.com 例え.jp 뉴스.example.kr خبر.example.com 例え.テスト.jp

    1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
    169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.0 192.0.3.0 192.167.255.255
    192.169.0.0 198.17.255.255 198.20.0.0 203.0.114.0 223.255.255.255 134744072 0x08080808

    [2606:2800:220:1:248:1893:25c8:1946] [2001:200::1] [2001:4860:4860::8888] [2001:db7::1] [2003::1]
    [2a00::1] [2620:4f:8001::1] [2000::1] [3ffe::1]`,
];

function words(text: TemplateStringsArray, ...parts: readonly string[]): string[] {
  // The characters that URL parsers drop or map are meant to stay: split at spaces and line breaks alone.
  return String.raw({ raw: text }, ...parts)
    .split(/[ \n]+/)
    .filter(Boolean);
}

function hosts(text: TemplateStringsArray, ...parts: readonly string[]): string[] {
  return words(text, ...parts).map((host) => `https://${host}/hook`);
}
