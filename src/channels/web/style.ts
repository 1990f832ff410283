import { createHash } from 'node:crypto';

/** The one stylesheet. It is written into each page, and the page allows exactly this text by its hash. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1c2330;--soft:#566074;--paper:#fff;--ground:#f3f5f8;--line:#dde2ea;--key:#23518f;--on-key:#fff;--good:#1c6b43;--stop:#9a3412}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf3;--soft:#a5afc0;--paper:#1b212c;--ground:#12161d;--line:#343d4d;--key:#9cc2f5;--on-key:#0e1a2b;--good:#7fd1a5;--stop:#f0a37c}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;padding:24px 16px;background:var(--ground);color:var(--ink);font:17px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:560px;margin:6vh auto 0;padding:32px;background:var(--paper);border:1px solid var(--line);border-radius:14px}
.brand{margin:0 0 20px;color:var(--soft);font-size:14px;letter-spacing:.02em}
h1{margin:0 0 14px;font-size:25px;line-height:1.25;overflow-wrap:anywhere}
h2{margin:22px 0 4px;font-size:16px}
p{margin:0 0 12px;overflow-wrap:anywhere}
ul,ol{margin:0 0 12px;padding-left:22px}
dl{margin:18px 0;border-top:1px solid var(--line)}
dl div{display:grid;grid-template-columns:minmax(110px,34%) 1fr;gap:4px 16px;padding:10px 0;border-bottom:1px solid var(--line)}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
button{width:100%;margin-top:10px;padding:13px 18px;border:0;border-radius:9px;background:var(--key);color:var(--on-key);font:inherit;font-weight:600;cursor:pointer}
button:hover{filter:brightness(1.08)}
button:focus-visible{outline:3px solid var(--key);outline-offset:3px}
.small{margin:16px 0 0;color:var(--soft);font-size:15px}
.good h1{color:var(--good)}
.stop h1{color:var(--stop)}
@media (max-width:480px){body{padding:12px}main{margin-top:0;padding:22px 18px}dl div{grid-template-columns:1fr}}
`;

export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
