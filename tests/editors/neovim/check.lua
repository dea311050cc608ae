-- Drafts in Neovim without a screen, with the configuration that people are given.
-- The environment says: PLANLINT, FILE (a file of a plan without findings), LINE, WRONG and RIGHT (a line to spoil, and as it was),
-- FIX (a part of the title of the wanted code action).
-- usage: nvim --headless --clean -u NONE -S check.lua

local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
package.path = here .. '/../../../editors/neovim/?.lua;' .. package.path

local function fail(text)
  io.stdout:write('FAIL  Neovim: ' .. text .. '\n')
  vim.cmd('cquit')
end

local function ensure(truth, text)
  if not truth then
    fail(text)
  end
end

local exit
local real = vim.lsp.start_client
vim.lsp.start_client = function(config)
  config.on_exit = function(code)
    exit = code
  end
  return real(config)
end

local published = 0
local publish = vim.lsp.handlers['textDocument/publishDiagnostics']
vim.lsp.handlers['textDocument/publishDiagnostics'] = function(...)
  published = published + 1
  return publish(...)
end

vim.cmd('filetype on')
require('planlint').setup({ cmd = { vim.env.PLANLINT, 'lsp' } })
vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.FILE))
local buffer = vim.api.nvim_get_current_buf()
local line = tonumber(vim.env.LINE)

local function findings()
  return vim.tbl_map(function(one)
    return one.message
  end, vim.diagnostic.get(buffer))
end

ensure(vim.wait(120000, function()
  return published > 0
end, 20), 'the server says nothing about a file that was opened')
ensure(#findings() == 0, 'findings in a clean plan: ' .. vim.inspect(findings()))

vim.api.nvim_buf_set_lines(buffer, line - 1, line, true, { vim.env.WRONG })
ensure(vim.wait(60000, function()
  return #findings() > 0
end, 20), 'no finding for a wrong code')
local found = vim.diagnostic.get(buffer)[1]
ensure(found.lnum == line - 1, 'the finding stands in line ' .. found.lnum + 1)
ensure(found.source == 'planlint', 'the finding is from ' .. tostring(found.source))

local params = vim.lsp.util.make_text_document_params(buffer)
local range = { start = { line = found.lnum, character = found.col }, ['end'] = { line = found.end_lnum, character = found.end_col } }
local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', {
  textDocument = params,
  range = range,
  context = { diagnostics = { { range = range, message = found.message, source = found.source, severity = found.severity, code = found.code } } },
}, 60000)
local offers, taken = {}, false
for _, answer in pairs(answers or {}) do
  for _, action in ipairs(answer.result or {}) do
    offers[#offers + 1] = action.title
    if not taken and action.edit and action.title:find(vim.env.FIX, 1, true) then
      vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
      taken = true
    end
  end
end
ensure(taken, 'no offer to correct the code: ' .. vim.inspect(offers))
local text = vim.api.nvim_buf_get_lines(buffer, line - 1, line, true)[1]
ensure(text == vim.env.RIGHT, 'the correction wrote: ' .. text)
ensure(vim.wait(60000, function()
  return #findings() == 0
end, 20), 'the finding stays after the correction: ' .. vim.inspect(findings()))

vim.lsp.stop_client(vim.lsp.get_active_clients())
ensure(vim.wait(60000, function()
  return exit ~= nil
end, 20), 'the server does not end')
ensure(exit == 0, 'the server ended with ' .. tostring(exit))

local version = vim.version()
io.stdout:write(string.format('pass  Neovim %d.%d.%d: wrong code shown, corrected, clean; the server ended with 0\n', version.major, version.minor, version.patch))
vim.cmd('qall!')
