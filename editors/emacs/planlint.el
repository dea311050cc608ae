;;; planlint.el --- planlint for Eglot  -*- lexical-binding: t -*-

;; Emacs 29 brings Eglot and yaml-ts-mode; Emacs 26 to 28 take the packages `eglot' and `yaml-mode'.
;;
;; Put this file into a folder of `load-path', and into your init file:
;;     (require 'planlint)
;;     (add-hook 'yaml-mode-hook #'eglot-ensure)

;;; Code:

(require 'eglot)

(defgroup planlint nil
  "A linter for strategic plans."
  :group 'tools)

(defcustom planlint-program "planlint"
  "The program."
  :type 'string)

(defcustom planlint-settings nil
  "Settings as a property list, such as (:language \"fr\" :minimumSeverity \"warning\")."
  :type '(plist :value-type string))

(defun planlint--contact (&rest _)
  "How Eglot starts the server."
  (append (list planlint-program "lsp")
          (when planlint-settings
            (list :initializationOptions planlint-settings))))

(add-to-list 'eglot-server-programs '((yaml-mode yaml-ts-mode) . planlint--contact))

(provide 'planlint)
;;; planlint.el ends here
