;;; check.el --- Drafts in Emacs without a screen  -*- lexical-binding: t -*-

;; With the configuration that people are given. The environment says: PLANLINT, FILE (a file of a plan without findings),
;; LINE, WRONG and RIGHT (a line to spoil, and as it was), FIX (a part of the title of the wanted code action).
;; usage: emacs --batch --load check.el

(load (expand-file-name "../../../editors/emacs/planlint.el" (file-name-directory load-file-name)) nil t)
(require 'flymake)
(require 'yaml-mode)

(setq planlint-program (getenv "PLANLINT")
      eglot-sync-connect 30
      eglot-autoshutdown nil
      flymake-no-changes-timeout nil
      create-lockfiles nil)

(defun check-fail (format &rest values)
  "Say what is wrong, and leave."
  (princ (concat "FAIL  Emacs: " (apply #'format format values) "\n"))
  (kill-emacs 1))

(defun check-until (what seconds ask)
  "Wait until ASK answers, for SECONDS at most, and fail with WHAT."
  (let ((end (+ (float-time) seconds)) answer)
    (while (not (setq answer (funcall ask)))
      (when (> (float-time) end)
        (check-fail "waited %s s for %s" seconds what))
      (accept-process-output nil 0.05))
    answer))

(defvar check-published 0 "How often the server has spoken of files.")
(advice-add 'eglot-handle-notification :before
            (lambda (_server method &rest _)
              (when (eq method 'textDocument/publishDiagnostics)
                (setq check-published (1+ check-published)))))

(defun check-findings ()
  "The findings in this buffer."
  ;; Eglot sends changes when Emacs is idle, and a batch never is.
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun check-line (number)
  "Go to line NUMBER; return its text."
  (goto-char (point-min))
  (forward-line (1- number))
  (buffer-substring-no-properties (line-beginning-position) (line-end-position)))

(condition-case problem
    (let ((line (string-to-number (getenv "LINE"))))
      (find-file (getenv "FILE"))
      (yaml-mode)
      (apply #'eglot--connect (eglot--guess-contact))
      (unless (eglot-managed-p) (eglot--maybe-activate-editing-mode))
      (check-until "the server to speak of a file that was opened" 30 (lambda () (> check-published 0)))
      (when (check-findings)
        (check-fail "findings in a clean plan: %S" (check-findings)))

      (check-line line)
      (delete-region (line-beginning-position) (line-end-position))
      (insert (getenv "WRONG"))
      (check-until "a finding" 10 #'check-findings)
      (let ((found (car (flymake-diagnostics))))
        (unless (= (line-number-at-pos (flymake-diagnostic-beg found)) line)
          (check-fail "the finding stands in line %s" (line-number-at-pos (flymake-diagnostic-beg found))))
        ;; The person's choice in the menu: the entry that corrects.
        (cl-letf (((symbol-function 'completing-read)
                   (lambda (_prompt entries &rest _)
                     (let ((titles (mapcar #'car entries)))
                       (or (cl-find-if (lambda (title) (string-search (getenv "FIX") title)) titles)
                           (check-fail "no offer to correct the code: %S" titles))))))
          (let ((last-nonmenu-event t)) ; no mouse
            (eglot-code-actions (flymake-diagnostic-beg found) (flymake-diagnostic-end found) nil t))))
      (unless (equal (check-line line) (getenv "RIGHT"))
        (check-fail "the correction wrote: %s" (check-line line)))
      (check-until "no finding" 10 (lambda () (null (check-findings))))

      (let* ((server (eglot-current-server))
             (process (jsonrpc--process server)))
        ;; What `eglot-shutdown' says; it then kills the process at once, so that nobody sees how it would have ended.
        (setf (eglot--shutdown-requested server) t)
        (jsonrpc-request server :shutdown nil)
        (jsonrpc-notify server :exit nil)
        (check-until "the server to end" 10 (lambda () (not (process-live-p process))))
        (unless (= (process-exit-status process) 0)
          (check-fail "the server ended with %s" (process-exit-status process))))
      (set-buffer-modified-p nil)
      (princ (format "pass  Emacs %s: wrong code shown, corrected, clean; the server ended with 0\n" emacs-version)))
  (error (check-fail "%S" problem)))

;;; check.el ends here
