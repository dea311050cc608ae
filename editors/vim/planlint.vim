" planlint in Vim, through ALE (3.3 or later).
"
" Put this file into ~/.vim/plugin/. Settings, before it is loaded:
"     let g:planlint_program = 'planlint'
"     let g:planlint_settings = {'language': 'fr'}
" Only planlint is to check plans? Then also:
"     let g:ale_linters = {'yaml': ['planlint']}

let g:planlint_program = get(g:, 'planlint_program', 'planlint')
let g:planlint_settings = get(g:, 'planlint_settings', {})

" The folder of the nearest planlint.yaml upwards, else of the repository, else the file's own.
function! PlanlintRoot(buffer) abort
  let l:folder = fnamemodify(bufname(a:buffer), ':p:h')
  let l:config = findfile('planlint.yaml', l:folder . ';')
  if !empty(l:config)
    return fnamemodify(l:config, ':p:h')
  endif
  let l:repository = finddir('.git', l:folder . ';')
  return empty(l:repository) ? l:folder : fnamemodify(l:repository, ':p:h:h')
endfunction

function! s:define() abort
  for l:filetype in ['yaml', 'csv']
    call ale#linter#Define(l:filetype, {
    \   'name': 'planlint',
    \   'lsp': 'stdio',
    \   'executable': {-> g:planlint_program},
    \   'command': '%e lsp',
    \   'project_root': function('PlanlintRoot'),
    \   'initialization_options': {-> g:planlint_settings},
    \})
  endfor
endfunction

" ALE may come after this file.
if exists('*ale#linter#Define') || !empty(globpath(&runtimepath, 'autoload/ale/linter.vim'))
  call s:define()
else
  autocmd VimEnter * call s:define()
endif
