import{i as e,l as t,s as n}from"./escape.js";import{n as r,t as i}from"./fit.js";import{t as a}from"./plural.js";import{t as o}from"./references.js";import{t as s}from"./figures.js";import{c,o as l}from"./findings.js";import{t as u}from"./places.js";import{i as d,n as f,r as p,t as m}from"./policies.js";import{t as h}from"./registers.js";import{l as g,n as _,t as v}from"./summary.js";const y={good:`✔`,attention:`⚠`,bad:`✖`,plain:`·`};function b(e,{maxBytes:t=1048576}){let n=x(e),i=[w(e),T(e),k(e,n),j(e,n),N(e),P(e),F(e,n),I(e)];return r(`${i.join(`

`)}\n`,{limit:t,unit:`bytes`})}function x(t){let r=u(t);return t=>{let a=n(`${i(t.file,240)}:${t.line}`),o=r(t)??``;return e(o)?`[${a}](${o})`:a}}const S=e=>e===null?`–`:t(i(String(e),240));function C(e,t){let n=e=>`| ${e.join(` | `)} |`;return[n(e),n(e.map(()=>`---`)),...t.map(n)].join(`
`)}function w(e){let{organisation:t,period:r}=e.report;return[`# Conformance report: ${S(t.name??`unnamed organisation`)}`,t.scope===null?``:`Scope of the AI management system: ${S(t.scope)}`,`Period ${r.from} to ${r.to}, as of ${e.as_of}, commit ${e.commit===null?`none`:n(e.commit)}. Examined: ${g(e)}. Made with aimscheck ${e.tool.version}.`].filter(Boolean).join(`

`)}function T({report:e}){let n=e.sections.map(({title:e,layers:t})=>[e,...t.map(E)]);return[`## Summary`,e.summary.map(({tone:e,text:n})=>`- ${y[e]} ${t(n)}`).join(`
`),`## Eight sections, three layers`,C([`Section`,...Object.values(v)],n),...O(e)].join(`

`)}function E({verdict:e,passed:t,checked:n,unwaived:r}){let i=n===0?``:`, ${t} of ${n}`,a=r===e?``:` (${r} without waivers)`;return`${D(e)}${i}${a}`}const D=e=>`${_[e]} ${e.replace(`-`,` `)}`;function O({policies:e}){if(e.length===0)return[];let t=e.map(e=>{let{verdict:t,passed:n}=d(e);return[S(e.title),D(t),n]});return[`## ${m.title}`,m.note,C([`Policy`,`Verdict`,`Sections that pass`],t)]}function k(e,n){let r=new Map(e.findings.map(e=>[e.fingerprint,e])),i=(i,a)=>{let o=c(a.findings.flatMap(e=>r.get(e)??[])),s=p(e,i,a.layer);return[`**${v[a.layer]}: ${E(a)}.** ${t(`${a.requirement} ${a.reason}`)}\n`,...o.slice(0,15).map(e=>A(e,n)),...o.length>15?[`- and ${o.length-15} more`]:[],...s.map(e=>`- Evidence: ${S(e.text)} ${n(e)}`)].join(`
`)},a=(e,n)=>e.map(e=>[`${n} ${S(e.title)}`,t(o(e.references)),...f(e).map(t=>i(e,t))].join(`

`)),{sections:s,policies:l}=e.report;return[`## Requirements, verdicts and evidence`,...a(s,`###`),...l.flatMap(e=>[`### ${S(e.title)}`,...a(e.sections,`####`)])].join(`

`)}function A(e,t){let{severity:r,message:i,rule:a,waived:o}=e,s=o?` Waived ${l(o,S)}`:``;return`- ${o?`Waived`:r[0]?.toUpperCase()+r.slice(1)}: ${S(i)} ${t(e)} ${n(a)}${s}`}function j(e,t){return[`## Registers`,...h(e).map(e=>M(e,t))].join(`

`)}function M({title:e,note:t,empty:n,columns:r,rows:i},o){if(i.length===0)return`### ${e}\n\n${n}`;let s=r.flatMap(({detail:e},t)=>e?[]:[t]),c=i.slice(0,40).map(({cells:e,source:t})=>[...s.map(t=>S(e[t]??null)),...t?[o(t)]:[]]),l=[...s.map(e=>r[e]?.title??``),...i[0]?.source?[`Where`]:[]],u=i.length-40;return[`### ${e}`,`${t} ${i.length} in all.`,C(l,c),...u>0?[`${a(u,`row`)} left out here: see the CSV files or the JSON.`]:[]].join(`

`)}function N({report:e}){return`## Statistics\n\n${C([`Figure`,`Value`,`Counted`,`How it is computed`],e.statistics.map(e=>[e.title,s(e),`${e.counted} of ${e.of}`,e.how]))}`}function P({report:e}){return[`## Crosswalk`,...e.crosswalk.map(({title:e,entries:t})=>[`### ${e}`,C([`Reference`,`About`,`Worst verdict`,`Findings`],t.map(({id:e,name:t,verdict:n,findings:r})=>[e,t,n.replace(`-`,` `),String(r)]))].join(`

`))].join(`

`)}function F({report:{sample:e}},r){let i=e.records.map(t=>[S(t.id),S(t.stratum),r(t),t.blob===null?`not committed`:n(t.blob),...e.questions.map(()=>`☐`)]);return[`## Auditor's sample`,`Seed ${e.seed}. ${t(e.method)}`,i.length===0?`No record falls into the period.`:C([`Record`,`Stratum`,`Where`,`Blob`,...e.questions],i)].join(`

`)}function I({report:e}){return[`## How this was judged`,e.grading.map(({verdict:e,text:n})=>`- **${e.replace(`-`,` `)}**: ${t(n)}`).join(`
`),`### What a machine cannot judge`,e.limits.map(({what:e,why:t})=>`- **${e}.** ${t}`).join(`
`),`### Reproduce it`,"The same commit, as-of and version give the same bytes: `npx aimscheck verify report.json` in a clone.",C([`Digest (SHA-256)`,``],Object.entries(e.digests).map(([e,t])=>[e,t===null?`none`:n(t)]))].join(`

`)}export{b as renderConformanceMarkdown};