" Drafts in Vim with ALE, with the configuration that people are given.
" The environment says: PLANLINT, ALE (its folder), FILE (a file of a plan without findings), LINE, WRONG and RIGHT (a line to
" spoil, and as it was), REPORT (a file for what is said).
" usage: vim --clean -N -S check.vim   (in a terminal)

let g:planlint_program = $PLANLINT
let g:ale_linters = {'yaml': ['planlint']}
let g:ale_linters_explicit = 1
execute 'set runtimepath^=' . fnameescape($ALE)
set nomore noswapfile
runtime plugin/ale.vim
execute 'source ' . fnameescape(expand('<sfile>:p:h') . '/../../../editors/vim/planlint.vim')

function! Report(text) abort
  call writefile([a:text], $REPORT)
endfunction

function! Fail(text) abort
  call Report('FAIL  Vim: ' . a:text)
  cquit
endfunction

function! Findings() abort
  return map(copy(ale#engine#GetLoclist(bufnr('%'))), 'v:val.lnum . ": " . get(v:val, "code", "") . " " . v:val.text')
endfunction

function! Until(what, seconds, ask) abort
  let l:start = reltime()
  while !a:ask()
    if reltimefloat(reltime(l:start)) > a:seconds
      call Fail('waited ' . a:seconds . ' s for ' . a:what . '; findings: ' . string(Findings()))
    endif
    sleep 50m
  endwhile
endfunction

let s:answers = 0
function! CheckAnswered() abort
  let s:answers += 1
endfunction

function! CheckPlan() abort
  autocmd User ALELintPost call CheckAnswered()
  execute 'edit ' . fnameescape($FILE)
  set filetype=yaml
  ALELint
  call Until('an answer about a file that was opened', 30, {-> s:answers > 0})
  if !empty(Findings())
    call Fail('findings in a clean plan: ' . string(Findings()))
  endif

  call setline($LINE, $WRONG)
  ALELint
  call Until('a finding', 10, {-> !empty(Findings())})
  if Findings()[0] !~# '^' . $LINE . ': links/sdg-code-invalid'
    call Fail('the first finding is ' . Findings()[0])
  endif

  call setline($LINE, $RIGHT)
  ALELint
  call Until('no finding', 10, {-> empty(Findings())})
  ALEStopAllLSPs
  call Report('pass  Vim ' . v:version / 100 . '.' . v:version % 100 . ' with ALE: wrong code shown, typed right, clean')
  qall!
endfunction

try
  call CheckPlan()
catch
  call Fail(v:exception . ' at ' . v:throwpoint)
endtry
