/** The stylesheet of the HTML report: light and dark, screen, phone and A4. */
export const STYLE = `
:root{color-scheme:light dark;
--paper:#fdfdfb;--raised:#fff;--sunken:#f4f4ef;--ink:#1b2126;--soft:#545d66;--rule:#d9dbd5;--faint:#e9eae5;--accent:#0b4f6c;--accent-soft:#e3eef2;
--conforms:#1d6b45;--conforms-soft:#e2f1e8;--observation:#785600;--observation-soft:#f8efd3;--minor:#9a4300;--minor-soft:#fbe8da;
--major:#a31d30;--major-soft:#fbe4e6;--blind:#4d4b78;--blind-soft:#e9e8f4;--na:#5c646b;--na-soft:#eeefec;
--s1:#7d1128;--s2:#c2571a;--s3:#c99a2e;--s4:#5b8a8f;--s5:#8d99a6;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
--serif:Charter,"Bitstream Charter","Sitka Text","Iowan Old Style",Cambria,Georgia,serif;
--mono:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root{
--paper:#14181c;--raised:#1b2026;--sunken:#20262c;--ink:#e7e9ea;--soft:#a9b2ba;--rule:#39424a;--faint:#2a3138;--accent:#8cc7dd;--accent-soft:#1d323c;
--conforms:#8bd3ab;--conforms-soft:#17352a;--observation:#e3c46c;--observation-soft:#352c12;--minor:#f0a873;--minor-soft:#3a2516;
--major:#f59aa5;--major-soft:#3d1a20;--blind:#bdbaf0;--blind-soft:#28273f;--na:#a9b2ba;--na-soft:#262c32;
--s1:#e06c7f;--s2:#e8914f;--s3:#e0bd62;--s4:#7fb3b8;--s5:#93a0ad}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 var(--sans)}
a{color:var(--accent);text-underline-offset:.15em;text-decoration-thickness:.06em}
a:hover{text-decoration-thickness:.14em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
h1,h2,h3{font-family:var(--serif);font-weight:600;line-height:1.2;text-wrap:balance}
h2{font-size:1.75rem;margin:0 0 .35rem;letter-spacing:-.005em}
h3{font-size:1.22rem;margin:0 0 .4rem}
h4{font-size:.95rem;margin:0 0 .3rem;font-weight:650}
p{margin:0 0 .75rem;max-width:46rem}
code,.path{font:.86em/1.5 var(--mono);overflow-wrap:anywhere}
.skip{position:absolute;left:-99rem;top:0;background:var(--raised);padding:.6rem 1rem;z-index:9}
.skip:focus{left:.5rem;top:.5rem}
.lead{color:var(--soft);font-size:1rem;margin-bottom:1.4rem}
.soft{color:var(--soft)}
.small{font-size:.86rem}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.frame{max-width:82rem;margin:0 auto;padding:0 1.5rem 5rem}
.cover{padding:3.5rem 0 2.2rem;border-bottom:1px solid var(--rule);margin-bottom:2.5rem}
.cover .kind{font-size:.8rem;letter-spacing:.09em;text-transform:uppercase;color:var(--accent);font-weight:650;margin:0 0 .6rem}
.cover h1{font-size:clamp(2.1rem,1.4rem + 2.6vw,3.3rem);margin:0 0 .7rem;letter-spacing:-.015em}
.cover .scope{font:1.12rem/1.5 var(--serif);color:var(--soft);max-width:44rem;margin-bottom:1.8rem}
.facts{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:1.3rem 2rem;margin:0 0 1.2rem;max-width:60rem}
.facts div{border-top:2px solid var(--ink);padding-top:.45rem}
.facts dt{font-size:.78rem;color:var(--soft)}
.facts dd{margin:0;font-weight:550;overflow-wrap:anywhere}
.layout{display:grid;grid-template-columns:13.5rem minmax(0,1fr);gap:3.5rem}
.toc{position:sticky;top:1.5rem;align-self:start;max-height:calc(100vh - 3rem);overflow:auto;font-size:.9rem}
.toc p{font-size:.78rem;color:var(--soft);margin:0 0 .5rem}
.toc ol{list-style:none;margin:0;padding:0}
.toc ol ol{padding-left:.8rem;margin:.1rem 0 .5rem;border-left:1px solid var(--rule)}
.toc a{display:block;padding:.2rem .4rem;text-decoration:none;border-radius:4px;color:var(--ink)}
.toc ol ol a{color:var(--soft);font-size:.86rem}
.toc a:hover{background:var(--accent-soft);color:var(--accent)}
main>section{margin-bottom:4rem;scroll-margin-top:1rem}
main>section>section{margin-top:2.4rem;scroll-margin-top:1rem}
#registers>section,#requirements>section,#policies>section,#sample{content-visibility:auto;contain-intrinsic-block-size:auto 40rem}
.statements{list-style:none;margin:0 0 2rem;padding:0;max-width:52rem}
.statements li{padding:.62rem 0 .62rem 2rem;position:relative;border-bottom:1px solid var(--faint);font-size:1.04rem}
.statements .mark{position:absolute;left:.1rem;font-weight:700;width:1.3rem;text-align:center}
.good .mark{color:var(--conforms)}.attention .mark{color:var(--observation)}.bad .mark{color:var(--major)}.plain .mark{color:var(--soft)}
.tiles{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:1rem;margin:0 0 2.2rem;padding:0;list-style:none}
.tile{background:var(--raised);border:1px solid var(--rule);border-radius:8px;padding:1rem 1.1rem}
.tile b{display:block;font:600 2rem/1.1 var(--serif);font-variant-numeric:lining-nums tabular-nums;margin-bottom:.3rem}
.tile b small{font-size:1.05rem;color:var(--soft);font-weight:500}
.tile span{font-size:.86rem;color:var(--soft);display:block;line-height:1.35}
.verdict{display:inline-flex;align-items:center;gap:.4em;padding:.12em .6em;border-radius:99px;font-size:.84rem;font-weight:600;white-space:nowrap;color:var(--na);background:var(--na-soft)}
.verdict.conforms{color:var(--conforms);background:var(--conforms-soft)}
.verdict.observation{color:var(--observation);background:var(--observation-soft)}
.verdict.minor{color:var(--minor);background:var(--minor-soft)}
.verdict.major{color:var(--major);background:var(--major-soft)}
.verdict.not-evaluable{color:var(--blind);background:var(--blind-soft)}
.scroll{position:relative;overflow-x:auto;margin:0 0 1rem}
table{border-collapse:collapse;width:100%;font-size:.89rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);font-size:.86rem;padding-bottom:.5rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .7rem .5rem 0;border-bottom:1px solid var(--faint)}
thead th{border-bottom:1.5px solid var(--ink);font-size:.8rem;font-weight:600;color:var(--soft);vertical-align:bottom;white-space:nowrap}
tbody th{font-weight:600}
thead .vh{font-weight:400}
.scroll tbody th{position:sticky;left:0;background:var(--paper)}
figure .scroll tbody th{background:var(--raised)}
td.num,th.num{text-align:right;padding-right:1.1rem}
.id,.date{white-space:nowrap}
.title{min-width:13rem}
.grid{table-layout:fixed;font-size:.95rem}
.grid th:first-child{width:37%}
.grid td,.grid tbody th{padding:.6rem .7rem .6rem 0}
.grid a{color:inherit;text-decoration:none}.grid a:hover .verdict{text-decoration:underline}
.grid .of{display:block;font-size:.8rem;color:var(--soft);margin-top:.18rem}
.others{margin-top:2.2rem}.others caption{max-width:46rem}.others strong{color:var(--ink)}.others tbody th{width:37%}.others td{width:31.5%}
.legend{display:flex;flex-wrap:wrap;gap:.4rem 1.1rem;list-style:none;padding:0;margin:.6rem 0 0;font-size:.84rem;color:var(--soft)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,23rem),1fr));gap:1.4rem}
figure{margin:0;background:var(--raised);border:1px solid var(--rule);border-radius:8px;padding:1.1rem 1.2rem}
figcaption{margin-bottom:.7rem}
figcaption h3{margin:0;font-size:1.05rem}
figcaption p{font-size:.84rem;color:var(--soft);margin:.1rem 0 0}
svg{display:block;width:100%;height:auto;overflow:visible}
.dmain{fill:var(--accent)}.dbad{fill:var(--major)}
svg text{font-family:var(--sans);font-size:11px;fill:var(--soft)}
svg .value{fill:var(--ink);font-weight:600}
svg .axis{stroke:var(--rule);stroke-width:1}
.f1{fill:var(--s1)}.f2{fill:var(--s2)}.f3{fill:var(--s3)}.f4{fill:var(--s4)}.f5{fill:var(--s5)}
.fgood{fill:var(--conforms)}.fbad{fill:var(--major)}.fopen{fill:var(--s5)}.fblind{fill:var(--blind)}.fmain{fill:var(--accent)}
.lmain{fill:none;stroke:var(--accent);stroke-width:2.2}.lbad{fill:none;stroke:var(--major);stroke-width:2.2;stroke-dasharray:5 3}
.k{display:inline-block;width:.75em;height:.75em;border-radius:2px;margin-right:.4em;vertical-align:-.02em}
.k svg{width:.75em;height:.75em;display:inline}
details{margin:.4rem 0}
summary{cursor:pointer;color:var(--accent);font-size:.89rem;font-weight:550;padding:.2rem 0;width:fit-content}
summary:hover{text-decoration:underline}
.req{border-top:1px solid var(--rule);padding:1rem 0 .8rem;display:grid;grid-template-columns:10.5rem minmax(0,1fr);gap:0 1.6rem}
.req h4{margin:0}
.req .side .verdict{margin-top:.35rem}
.req .asks{font-size:1.02rem;margin-bottom:.3rem}
.req .why{font-size:.89rem;color:var(--soft);margin-bottom:.5rem}
.items{list-style:none;margin:.3rem 0 .6rem;padding:0;font-size:.91rem}
.items li{padding:.42rem 0 .42rem 1.3rem;border-bottom:1px solid var(--faint);position:relative;overflow-wrap:anywhere}
.items li:last-child{border-bottom:0}
.items li::before{content:"";position:absolute;left:.2rem;top:.98em;width:.5em;height:.5em;border-radius:50%;background:var(--rule)}
.items .error::before{background:var(--major)}.items .warning::before{background:var(--observation)}.items .seen::before{background:var(--conforms)}
.items .fix{display:block;color:var(--soft);font-size:.86rem}
.status{font-weight:600}.status.broken,.status.late,.status.missed,.status.never,.status.invalid,.status.lapsed,.status.stale{color:var(--major)}
.status.kept,.status.sent,.status.drilled,.status.active,.status.not-required{color:var(--conforms)}
.tools{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:end;margin:0 0 .7rem}
.tools label{font-size:.84rem;color:var(--soft);display:grid;gap:.15rem}
.tools input{font:inherit;color:inherit;background:var(--raised);border:1px solid var(--soft);border-radius:5px;padding:.34rem .6rem;min-width:15rem;max-width:100%}
.tools output{font-size:.84rem;color:var(--soft)}
button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}
th button{font-weight:600;white-space:nowrap}
th button::after{content:" \\2195";opacity:.45}
th[aria-sort=ascending] button::after{content:" \\2191";opacity:1}
th[aria-sort=descending] button::after{content:" \\2193";opacity:1}
.all{color:var(--accent);font-size:.89rem;font-weight:550;text-decoration:underline}
.tick td.box{width:3.2rem;text-align:center}
.tick .box span{display:inline-block;width:1.05rem;height:1.05rem;border:1.5px solid var(--soft);border-radius:3px}
.tick thead th.q{white-space:normal;font-weight:500;font-size:.74rem;line-height:1.25;min-width:5.2rem;text-align:center}
.note{border-left:3px solid var(--accent);background:var(--accent-soft);padding:.7rem 1rem;border-radius:0 6px 6px 0;margin:0 0 1.2rem;max-width:52rem;font-size:.93rem}
.limits dt{font-weight:600}.limits dd{margin:0 0 .8rem;color:var(--soft);max-width:46rem}
.digest{font:.8rem/1.5 var(--mono);overflow-wrap:anywhere}
footer{border-top:1px solid var(--rule);padding-top:1.2rem;color:var(--soft);font-size:.86rem}
@media (max-width:68rem){.layout{grid-template-columns:minmax(0,1fr);gap:1rem}.toc{position:static;max-height:none;border:1px solid var(--rule);border-radius:8px;padding:1rem;margin-bottom:1.5rem}.toc>ol{columns:14rem}.toc li{break-inside:avoid}}
@media (max-width:40rem){body{font-size:15.5px}.frame{padding:0 1rem 3rem}.cover{padding:2rem 0 1.6rem}.facts{grid-template-columns:1fr 1fr;gap:.8rem 1rem}
.req{grid-template-columns:minmax(0,1fr)}.req .side{display:flex;gap:.8rem;align-items:center;margin-bottom:.4rem}.req .side .verdict{margin:0}
.grid,.grid tbody,.grid tr{display:block}.grid thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.grid tr{border-bottom:1px solid var(--rule);padding:.7rem 0}.grid tbody th,.grid th:first-child{display:block;width:auto;border:0;padding:0 0 .3rem}.grid td>.verdict{justify-self:start}
.grid td{display:grid;grid-template-columns:8.5rem 1fr;align-items:baseline;border:0;padding:.16rem 0}.grid td::before{content:attr(data-label);font-size:.84rem;color:var(--soft)}
.grid td a{display:flex;gap:.6rem;align-items:baseline;flex-wrap:wrap}.grid .of{display:inline;margin:0}
.tiles{grid-template-columns:1fr 1fr;gap:.7rem}.tile{padding:.8rem .9rem}.tile b{font-size:1.6rem}
.toc>ol{columns:auto}.toc ol ol{display:none}main>section{margin-bottom:2.8rem}}
@page{size:A4;margin:17mm 15mm 18mm}
@media print{#registers>section,#requirements>section,#policies>section,#sample{content-visibility:visible}:root{color-scheme:light;--paper:#fff;--raised:#fff;--sunken:#f4f4f1;--ink:#111;--soft:#444;--rule:#bbb;--faint:#ddd;--accent:#0b4f6c;--accent-soft:#eef4f6;
--conforms:#1d6b45;--conforms-soft:#e2f1e8;--observation:#785600;--observation-soft:#f8efd3;--minor:#9a4300;--minor-soft:#fbe8da;--major:#a31d30;--major-soft:#fbe4e6;--blind:#4d4b78;--blind-soft:#e9e8f4;--na:#5c646b;--na-soft:#eeefec;
--s1:#7d1128;--s2:#c2571a;--s3:#c99a2e;--s4:#5b8a8f;--s5:#8d99a6}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{font-size:9.5pt;line-height:1.45}.frame{max-width:none;padding:0}.layout{display:block}.toc,.tools,.skip,.all{display:none}
.cover{padding:0 0 1.4rem;margin-bottom:1.5rem}.cover h1{font-size:26pt}
main>section{margin-bottom:1.8rem}h2{font-size:16pt}h2,h3,h4,.lead,h3+p{break-after:avoid}#grid{break-before:page}tr,li,figure,.tile,.req .side{break-inside:avoid}thead{display:table-header-group}
.scroll{overflow:visible}table{font-size:8pt}th,td{padding:.28rem .45rem .28rem 0}thead th{white-space:normal}.id,.date{white-space:nowrap}.title{min-width:0}.charts{grid-template-columns:1fr 1fr}
.tiles{grid-template-columns:repeat(3,1fr)}
.req{display:block}.req .side{display:flex;gap:.8rem;align-items:center;break-after:avoid;margin-bottom:.2rem}.req .side .verdict{margin:0}.req .asks,.req .why{break-after:avoid}
a{color:inherit;text-decoration:none}details::details-content{content-visibility:visible;height:auto;block-size:auto;display:block}details>summary{list-style:none;color:var(--soft)}
th button::after{content:""}}
`.trim();
