import{i as e,l as t,s as n}from"./escape.js";import{n as r,t as i}from"./fit.js";import{t as a}from"./plural.js";import{t as o}from"./references.js";import{t as s}from"./figures.js";import{c,o as l}from"./findings.js";import{t as u}from"./places.js";import{t as d}from"./registers.js";import{l as f,n as p,t as m}from"./summary.js";const h={good:`✔`,attention:`⚠`,bad:`✖`,plain:`·`};function g(e,{maxBytes:t=1048576}){let n=_(e),i=[b(e),x(e),C(e,n),T(e,n),D(e),O(e),k(e,n),A(e)];return r(`${i.join(`

`)}\n`,{limit:t,unit:`bytes`})}function _(t){let r=u(t);return t=>{let a=n(`${i(t.file,240)}:${t.line}`),o=r(t)??``;return e(o)?`[${a}](${o})`:a}}const v=e=>e===null?`–`:t(i(String(e),240));function y(e,t){let n=e=>`| ${e.join(` | `)} |`;return[n(e),n(e.map(()=>`---`)),...t.map(n)].join(`
`)}function b(e){let{organisation:t,period:r}=e.report;return[`# Conformance report: ${v(t.name??`unnamed organisation`)}`,t.scope===null?``:`Scope of the AI management system: ${v(t.scope)}`,`Period ${r.from} to ${r.to}, as of ${e.as_of}, commit ${e.commit===null?`none`:n(e.commit)}. Examined: ${f(e)}. Made with aimscheck ${e.tool.version}.`].filter(Boolean).join(`

`)}function x({report:e}){let n=e.sections.map(({title:e,layers:t})=>[e,...t.map(S)]);return[`## Summary`,e.summary.map(({tone:e,text:n})=>`- ${h[e]} ${t(n)}`).join(`
`),`## Eight sections, three layers`,y([`Section`,...Object.values(m)],n)].join(`

`)}function S({verdict:e,passed:t,checked:n,unwaived:r}){let i=n===0?``:`, ${t} of ${n}`,a=r===e?``:` (${r} without waivers)`;return`${p[e]} ${e.replace(`-`,` `)}${i}${a}`}function C(e,n){let r=new Map(e.findings.map(e=>[e.fingerprint,e])),i=(i,a)=>{let o=c(a.findings.flatMap(e=>r.get(e)??[])),s=e.requirements.find(e=>e.section===i&&e.layer===a.layer)?.evidence??[];return[`**${m[a.layer]}: ${S(a)}.** ${a.requirement} ${t(a.reason)}\n`,...o.slice(0,15).map(e=>w(e,n)),...o.length>15?[`- and ${o.length-15} more`]:[],...s.map(e=>`- Evidence: ${v(e.text)} ${n(e)}`)].join(`
`)};return[`## Requirements, verdicts and evidence`,...e.report.sections.map(({key:e,title:t,references:n,layers:r})=>[`### ${t}`,o(n),...r.filter(({verdict:e})=>e!==`not-applicable`).map(t=>i(e,t))].join(`

`))].join(`

`)}function w(e,t){let{severity:r,message:i,rule:a,waived:o}=e,s=o?` Waived ${l(o,v)}`:``;return`- ${o?`Waived`:r[0]?.toUpperCase()+r.slice(1)}: ${v(i)} ${t(e)} ${n(a)}${s}`}function T(e,t){return[`## Registers`,...d(e).map(e=>E(e,t))].join(`

`)}function E({title:e,note:t,empty:n,columns:r,rows:i},o){if(i.length===0)return`### ${e}\n\n${n}`;let s=r.flatMap(({detail:e},t)=>e?[]:[t]),c=i.slice(0,40).map(({cells:e,source:t})=>[...s.map(t=>v(e[t]??null)),...t?[o(t)]:[]]),l=[...s.map(e=>r[e]?.title??``),...i[0]?.source?[`Where`]:[]],u=i.length-40;return[`### ${e}`,`${t} ${i.length} in all.`,y(l,c),...u>0?[`${a(u,`row`)} left out here: see the CSV files or the JSON.`]:[]].join(`

`)}function D({report:e}){return`## Statistics\n\n${y([`Figure`,`Value`,`Counted`,`How it is computed`],e.statistics.map(e=>[e.title,s(e),`${e.counted} of ${e.of}`,e.how]))}`}function O({report:e}){return[`## Crosswalk`,...e.crosswalk.map(({title:e,entries:t})=>[`### ${e}`,y([`Reference`,`About`,`Worst verdict`,`Findings`],t.map(({id:e,name:t,verdict:n,findings:r})=>[e,t,n.replace(`-`,` `),String(r)]))].join(`

`))].join(`

`)}function k({report:{sample:e}},r){let i=e.records.map(t=>[v(t.id),v(t.stratum),r(t),t.blob===null?`not committed`:n(t.blob),...e.questions.map(()=>`☐`)]);return[`## Auditor's sample`,`Seed ${e.seed}. ${t(e.method)}`,i.length===0?`No record falls into the period.`:y([`Record`,`Stratum`,`Where`,`Blob`,...e.questions],i)].join(`

`)}function A({report:e}){return[`## How this was judged`,e.grading.map(({verdict:e,text:n})=>`- **${e.replace(`-`,` `)}**: ${t(n)}`).join(`
`),`### What a machine cannot judge`,e.limits.map(({what:e,why:t})=>`- **${e}.** ${t}`).join(`
`),`### Reproduce it`,"The same commit, as-of and version give the same bytes: `npx aimscheck verify report.json` in a clone.",y([`Digest (SHA-256)`,``],Object.entries(e.digests).map(([e,t])=>[e,t===null?`none`:n(t)]))].join(`

`)}export{g as renderConformanceMarkdown};