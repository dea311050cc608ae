-- planlint in Neovim, from 0.7 on, without plugins.
--
-- Put this file into ~/.config/nvim/lua/ and into init.lua:
--     require('planlint').setup({ settings = { language = 'fr' } })
-- `cmd` names the program if it is not on the path; `settings` are those of editors/README.md.

local M = {}

local FILETYPES = { 'yaml', 'csv' }

--- The folder of the nearest planlint.yaml upwards, else of the repository, else the file's own.
local function root_of(file)
  local folder = vim.fn.fnamemodify(file, ':p:h')
  local config = vim.fn.findfile('planlint.yaml', folder .. ';')
  if config ~= '' then
    return vim.fn.fnamemodify(config, ':p:h')
  end
  local repository = vim.fn.finddir('.git', folder .. ';')
  return repository ~= '' and vim.fn.fnamemodify(repository, ':p:h:h') or folder
end

--- Before 0.11: one server for each root, to which buffers are attached as they are opened.
local function attach_by_hand(config)
  local running = {}
  vim.api.nvim_create_autocmd('FileType', {
    pattern = FILETYPES,
    callback = function(event)
      if vim.bo[event.buf].buftype ~= '' or event.file == '' then
        return
      end
      local root = root_of(event.file)
      if not (running[root] and vim.lsp.get_client_by_id(running[root])) then
        running[root] = vim.lsp.start_client(vim.tbl_extend('force', config, {
          root_dir = root,
          workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
        }))
      end
      if running[root] then
        vim.lsp.buf_attach_client(event.buf, running[root])
      end
    end,
  })
end

function M.setup(options)
  options = options or {}
  local config = {
    name = 'planlint',
    cmd = options.cmd or { 'planlint', 'lsp' },
    init_options = options.settings,
    settings = { planlint = options.settings or vim.empty_dict() },
  }
  if vim.lsp.config then
    config.filetypes = FILETYPES
    config.root_dir = function(buffer, found)
      found(root_of(vim.api.nvim_buf_get_name(buffer)))
    end
    vim.lsp.config('planlint', config)
    vim.lsp.enable('planlint')
  else
    attach_by_hand(config)
  end
end

return M
